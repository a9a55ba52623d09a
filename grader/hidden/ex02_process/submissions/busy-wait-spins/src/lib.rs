//! Asks again and again whether the child has ended, as fast as it can.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    let status = loop {
        if let Some(status) = process.try_wait()? {
            //~ busy-wait
            break status;
        }
    };
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
