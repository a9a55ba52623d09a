//! # ex02: start a process and wait for it
//!
//! The lesson's second program does what the first one did, with a process in place of the thread:
//!
//! ```text
//! $ cargo run -p ex02
//! 1
//! 2
//! …                            one line a second
//! 10
//! Process execution complete!
//! ```
//!
//! Write [`run`]. `src/main.rs` is given: it starts its own program a second time with the argument `num`, which counts,
//! and leaves the rest to you. Look into `std::process`: [`Command::spawn`] starts a program, and
//! [`Child::wait`](std::process::Child::wait) waits until it has ended and collects its status. Until somebody does, the
//! kernel has to keep what is left of it: a *zombie*.
//!
//! Try it with `cargo test -p ex02`. The grader looks at more than the output: it sees which process wrote each line, and
//! how and when its parent waited for it.

use std::io;
use std::process::{Command, ExitStatus};

/// Starts `child`, waits until it has ended, then prints `Process execution complete!` on a line of its own.
///
/// - `child` is started once, as it is: same program, same arguments, and its output goes where `child` says, which is
///   by default the standard output that it shares with us. It is not collected to be printed later.
/// - We wait by waiting. We neither sleep, nor ask again and again whether the child has ended.
/// - The last line is printed by us, after the child's status was collected, and only if the child succeeded, which is
///   what [`ExitStatus::success`] tells.
///
/// Returns the child's status, whatever it is: a child that exits with code 3 or is killed by a signal did run, so that
/// is an `Ok`, without a last line.
///
/// # Errors
/// The error of starting `child`, for example when there is no such program, or of waiting for it. Nothing is printed.
pub fn run(child: Command) -> io::Result<ExitStatus> {
    // ANCHOR: solution
    // STUB: todo!("start {child:?}, wait for it, and print that it is complete if it succeeded")
    let mut child = child;
    let mut process = child.spawn()?;
    // From here on nothing may return before `wait`: a `Child` that is dropped is neither ended nor collected.
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
    // ANCHOR_END: solution
}
