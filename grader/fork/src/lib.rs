//! Forking, for processes that have one thread. A crate of its own because this takes unsafe code: in the second process no
//! other thread goes on, so that what one of them was about to do there, with a lock held, would never be done.

use std::{fs, io, os::unix::fs::MetadataExt};

pub use nix::unistd::ForkResult;

/// Starts a second process that goes on from here, with copies of all that this one has: its memory, its descriptors. Says in
/// each of the two which it is.
///
/// # Errors
/// This process has other threads; or there is no room for another process.
pub fn fork() -> io::Result<ForkResult> {
    match threads()? {
        // SAFETY: what may not be called in the second process are functions that wait for what other threads were to do.
        // There are none: nobody but this thread could start one, and it is here.
        1 => Ok(unsafe { nix::unistd::fork() }?),
        others => Err(io::Error::other(format!("a process of {others} threads is not forked"))),
    }
}

/// How many threads this process has: the folder has a link for each, and two of its own (fs/proc/base.c:
/// `proc_task_getattr`).
fn threads() -> io::Result<u64> {
    Ok(fs::metadata("/proc/self/task")?.nlink().saturating_sub(2))
}
