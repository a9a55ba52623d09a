//! Waits with `wait_with_output`, which has nothing to collect where no pipe was asked for.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = child.spawn()?.wait_with_output()?.status;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
