//! Reads a pipe to its end while it still owns the end that is written to.

use std::io::{self, Read};
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let (mut reader, writer) = io::pipe()?;
    let mut process = child.stdout(writer.try_clone()?).spawn()?;
    let mut text = String::new();
    reader.read_to_string(&mut text)?; //~ stuck
    print!("{text}");
    let status = process.wait()?;
    drop(writer);
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
