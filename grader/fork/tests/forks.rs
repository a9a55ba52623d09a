//! Forking a process of one thread, and not forking one of two. A test of libtest has threads beside it, so this is none.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{process::ExitCode, sync::mpsc::channel, thread};

use fork::{ForkResult, fork};
use nix::sys::wait::{WaitStatus, waitpid};

fn main() -> ExitCode {
    let (first, at) = (std::process::id(), vec![1, 2, 3]);
    match fork().unwrap() {
        ForkResult::Child => {
            // It has what we had, and is not us.
            let as_expected = std::process::id() != first && at == [1, 2, 3];
            return if as_expected { ExitCode::from(7) } else { ExitCode::FAILURE };
        }
        ForkResult::Parent { child } => assert_eq!(waitpid(child, None), Ok(WaitStatus::Exited(child, 7))),
    }
    refuses_to_fork_beside_another_thread();
    println!("2 tests passed");
    ExitCode::SUCCESS
}

fn refuses_to_fork_beside_another_thread() {
    let (end, ended) = channel::<()>();
    let other = thread::spawn(move || ended.recv());
    let refused = fork().map_err(|error| error.to_string());
    assert_eq!(refused.unwrap_err(), "a process of 2 threads is not forked");
    drop(end);
    let _ = other.join().unwrap();
}
