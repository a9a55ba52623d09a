//! Takes a child that failed for one that could not be run.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = child.spawn()?.wait()?;
    if !status.success() {
        return Err(io::Error::other(format!("the child failed: {status}")));
    }
    println!("Process execution complete!");
    Ok(status)
}
