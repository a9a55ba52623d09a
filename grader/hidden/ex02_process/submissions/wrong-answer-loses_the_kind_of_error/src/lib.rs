//! Returns an error of its own where the program could not be started, so that nobody can tell why.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn().map_err(|error| io::Error::other(error.to_string()))?;
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
