//! Prints each line of the child itself, as it comes.

use std::io::{self, BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.stdout(Stdio::piped()).spawn()?;
    for line in BufReader::new(process.stdout.take().unwrap()).lines() {
        println!("{}", line?); //~ wrong-output
    }
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
