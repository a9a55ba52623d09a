//! Collects the child's output and prints it at the end, itself.

use std::io::{self, Write};
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let output = child.output()?;
    io::stdout().write_all(&output.stdout)?; //~ wrong-output
    if output.status.success() {
        println!("Process execution complete!");
    }
    Ok(output.status)
}
