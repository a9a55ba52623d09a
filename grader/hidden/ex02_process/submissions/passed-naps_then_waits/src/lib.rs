//! Pauses for a moment itself, and then waits: only a sleep in place of waiting would be wrong.

use std::io;
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::Duration;

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    thread::sleep(Duration::from_millis(2));
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
