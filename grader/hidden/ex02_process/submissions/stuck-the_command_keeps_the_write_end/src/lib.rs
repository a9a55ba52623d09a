//! Reads a pipe to its end while the `Command`, which lives on, owns the end that is written to.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let (mut reader, writer) = io::pipe()?;
    let mut process = child.stdout(writer).spawn()?;
    io::copy(&mut reader, &mut io::stdout())?; //~ stuck
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
