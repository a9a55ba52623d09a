//! Says that the child shares our standard output, and that it has nothing to read.

use std::io;
use std::process::{Command, ExitStatus, Stdio};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    child.stdin(Stdio::null()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let mut process = child.spawn()?;
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
