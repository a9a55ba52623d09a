//! Believes that every child has an exit code; one that was killed has none.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = child.spawn()?.wait()?;
    if status.code().unwrap() == 0 {
        //~ panicked
        println!("Process execution complete!");
    }
    Ok(status)
}
