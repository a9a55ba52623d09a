//! A child is gone once it was waited for; the second `unwrap` finds `None`.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = Some(child.spawn()?);
    process.take().unwrap().wait()?;
    let status = process.take().unwrap().wait()?; //~ panicked
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
