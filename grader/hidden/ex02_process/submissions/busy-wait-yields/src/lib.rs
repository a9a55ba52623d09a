//! Asks again and again, and believes that `yield_now` makes that waiting.

use std::io;
use std::process::{Command, ExitStatus};
use std::thread;

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    while process.try_wait()?.is_none() {
        //~ busy-wait
        thread::yield_now();
    }
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
