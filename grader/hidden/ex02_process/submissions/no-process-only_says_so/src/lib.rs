//! Says that a process is complete that was never started.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(_child: Command) -> io::Result<ExitStatus> {
    println!("Process execution complete!");
    Ok(ExitStatus::default())
}
