//! Asks every millisecond whether the child has ended.

use std::io;
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::Duration;

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    while process.try_wait()?.is_none() {
        //~ busy-wait
        thread::sleep(Duration::from_millis(1));
    }
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
