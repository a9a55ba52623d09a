//! Copies the child's output until that ends, and never collects the child.

use std::io;
use std::process::{Command, ExitStatus, Stdio};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.stdout(Stdio::piped()).spawn()?; //~ zombie
    io::copy(&mut process.stdout.take().unwrap(), &mut io::stdout())?;
    println!("Process execution complete!");
    Ok(ExitStatus::default())
}
