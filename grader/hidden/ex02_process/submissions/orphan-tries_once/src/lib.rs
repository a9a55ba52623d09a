//! Asks once whether the child has ended, and takes the answer for waiting.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?; //~ orphan
    let status = process.try_wait()?.unwrap_or_default();
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
