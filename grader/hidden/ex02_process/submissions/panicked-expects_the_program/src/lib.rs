//! Panics where the program does not exist, in place of returning the error.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn().expect("the program exists"); //~ panicked
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
