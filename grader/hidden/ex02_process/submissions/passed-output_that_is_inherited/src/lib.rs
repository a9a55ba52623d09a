//! `Command::output` collects nothing where the child was told to share our output: it only waits.

use std::io;
use std::process::{Command, ExitStatus, Stdio};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = child.stdout(Stdio::inherit()).stderr(Stdio::inherit()).output()?.status;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
