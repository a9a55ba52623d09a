//! Register sets of a tracee, held against what nix says of the same registers.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::process::{Child, Command, Stdio};

use nix::{
    errno::Errno,
    sys::{ptrace, wait::waitpid},
    unistd::Pid,
};

/// `cat`, waiting for its input, traced and stopped. Dropping it ends it.
struct Tracee(Child);

impl Tracee {
    fn stopped() -> Tracee {
        let child = Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let tracee = Tracee(child);
        ptrace::seize(tracee.pid(), ptrace::Options::PTRACE_O_EXITKILL).unwrap();
        ptrace::interrupt(tracee.pid()).unwrap();
        waitpid(tracee.pid(), None).unwrap();
        tracee
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.tid())
    }

    fn tid(&self) -> i32 {
        self.0.id() as i32
    }
}

impl Drop for Tracee {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// Words of the program counter and the stack pointer, and what nix says is in them.
fn known(tracee: &Tracee) -> [(usize, u64); 2] {
    let registers = ptrace::getregs(tracee.pid()).unwrap();
    #[cfg(target_arch = "x86_64")]
    return [(16, registers.rip), (19, registers.rsp)];
    #[cfg(target_arch = "aarch64")]
    return [(32, registers.pc), (31, registers.sp)];
}

#[test]
fn the_general_registers_are_those_that_nix_reads() {
    let tracee = Tracee::stopped();
    let mut words = [0; 64];
    let bytes = regset::read(tracee.tid(), regset::GENERAL, &mut words).unwrap();
    assert_eq!(bytes, size_of::<nix::libc::user_regs_struct>());
    for (place, value) in known(&tracee) {
        assert_eq!(words[place], value, "word {place}");
    }
}

#[test]
fn no_more_is_read_than_finds_room() {
    let tracee = Tracee::stopped();
    let mut words = [0, u64::MAX];
    assert_eq!(regset::read(tracee.tid(), regset::GENERAL, &mut words[..1]), Ok(8));
    assert_eq!(words[1], u64::MAX);
}

#[test]
fn what_is_written_is_read_back() {
    const STACK_POINTER: u64 = 0x7000_0000;
    let tracee = Tracee::stopped();
    let mut words = [0; 64];
    regset::read(tracee.tid(), regset::GENERAL, &mut words).unwrap();
    let [_, (place, _)] = known(&tracee);
    words[place] = STACK_POINTER;
    regset::write(tracee.tid(), regset::GENERAL, &words).unwrap();
    assert_eq!(known(&tracee)[1], (place, STACK_POINTER));
}

#[test]
fn a_stranger_and_an_unknown_set_are_errors() {
    let own = std::process::id() as i32;
    assert_eq!(regset::read(own, regset::GENERAL, &mut [0]), Err(Errno::ESRCH));
    assert_eq!(regset::write(own, regset::GENERAL, &[0]), Err(Errno::ESRCH));
    let tracee = Tracee::stopped();
    assert_eq!(regset::read(tracee.tid(), 0x7fff, &mut [0]), Err(Errno::EINVAL));
}
