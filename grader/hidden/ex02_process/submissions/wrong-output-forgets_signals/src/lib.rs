//! Takes a child without an exit code, which was killed, for one that succeeded.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = child.spawn()?.wait()?;
    if status.code().unwrap_or(0) == 0 {
        println!("Process execution complete!"); //~ wrong-output
    }
    Ok(status)
}
