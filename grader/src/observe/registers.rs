//! The registers of a stopped thread, by what the kernel's calling convention means by them. The only file that knows the
//! processor; what the numbers mean is `call`'s concern.

use nix::{Result, libc::user_regs_struct, sys::ptrace, unistd::Pid};

#[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
compile_error!(
    "the observer knows the registers of x86_64 Linux alone; other processors need their names in observe/registers.rs"
);

/// The registers of a thread that is stopped at a system call.
#[derive(Clone, Copy)]
pub(super) struct Registers(user_regs_struct);

impl Registers {
    pub(super) fn of(tid: i32) -> Result<Registers> {
        ptrace::getregs(Pid::from_raw(tid)).map(Registers)
    }

    /// The number of the system call.
    pub(super) fn number(&self) -> i64 {
        self.0.orig_rax.cast_signed()
    }

    /// Its arguments.
    pub(super) fn arguments(&self) -> [u64; 6] {
        [self.0.rdi, self.0.rsi, self.0.rdx, self.0.r10, self.0.r8, self.0.r9]
    }

    /// What it returned; a negative number is an error.
    pub(super) fn result(&self) -> i64 {
        self.0.rax.cast_signed()
    }

    /// Program counter, stack pointer, frame pointer.
    pub(super) fn frame(&self) -> (u64, u64, u64) {
        (self.0.rip, self.0.rsp, self.0.rbp)
    }

    /// Leaves out the call at which the thread is stopped: it sees `result` as its outcome.
    pub(super) fn skip(mut self, tid: i32, result: i64) -> Result<()> {
        self.0.orig_rax = u64::MAX;
        self.0.rax = result.cast_unsigned();
        ptrace::setregs(Pid::from_raw(tid), self.0)
    }
}
