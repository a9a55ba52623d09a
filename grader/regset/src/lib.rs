//! The register sets of a stopped thread, through ptrace. A crate of its own because this takes unsafe code, and because
//! the crates that offer ptrace in safe calls have no name for the set with the number of aarch64's system call. What the
//! words of a set mean is for whoever reads them.

use std::mem::size_of_val;

use nix::{
    Result,
    errno::Errno,
    libc::{self, c_void, iovec},
};

/// The general registers (elf.h: NT_PRSTATUS).
pub const GENERAL: i32 = 1;

/// The number of the system call that a thread of aarch64 is in, 32 bits wide (elf.h: NT_ARM_SYSTEM_CALL).
pub const ARM_SYSTEM_CALL: i32 = 0x404;

/// Copies a register set of the stopped thread `tid` to `words`, as much of it as there is and finds room, and returns the
/// number of its bytes.
///
/// # Errors
/// The thread is not stopped, or is none that we trace (ESRCH); its processor has no such set (EINVAL).
pub fn read(tid: i32, set: i32, words: &mut [u64]) -> Result<usize> {
    let mut area = iovec { iov_base: words.as_mut_ptr().cast(), iov_len: size_of_val(words) };
    // SAFETY: the kernel writes at most `iov_len` bytes to `iov_base`, and both are those of `words`, which is borrowed
    // for as long as the call lasts; any bytes make words.
    let done = unsafe { libc::ptrace(libc::PTRACE_GETREGSET, tid, set as usize as *mut c_void, &raw mut area) };
    Errno::result(done)?;
    Ok(area.iov_len)
}

/// Copies `words` to a register set of the stopped thread `tid`, as far as the set goes.
///
/// # Errors
/// As for [`read`]; EINVAL as well where the processor refuses the values.
pub fn write(tid: i32, set: i32, words: &[u64]) -> Result<()> {
    let mut area = iovec { iov_base: words.as_ptr().cast_mut().cast(), iov_len: size_of_val(words) };
    // SAFETY: the kernel reads at most `iov_len` bytes at `iov_base`, and both are those of `words`; it writes to `area`
    // alone. The registers are another thread's, and no thread traces one of its own process.
    let done = unsafe { libc::ptrace(libc::PTRACE_SETREGSET, tid, set as usize as *mut c_void, &raw mut area) };
    Errno::result(done).map(drop)
}
