//! Makes a status up where the program could not be started.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let Ok(mut process) = child.spawn() else { return Ok(ExitStatus::from_raw(127 << 8)) };
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
