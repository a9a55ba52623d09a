//! Believes that dropping a `Child` waits for it; it lets go of it.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let process = child.spawn()?; //~ orphan
    drop(process);
    println!("Process execution complete!");
    Ok(ExitStatus::default())
}
