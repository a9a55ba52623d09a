//! Prints the last line before it waits.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    println!("Process execution complete!"); //~ wrong-output
    process.wait()
}
