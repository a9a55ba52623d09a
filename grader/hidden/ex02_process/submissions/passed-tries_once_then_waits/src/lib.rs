//! Asks once whether the child has ended, which is not polling, and waits.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    let status = match process.try_wait()? {
        Some(status) => status,
        None => process.wait()?,
    };
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
