//! Takes a lock that the same thread already holds.

use std::io;
use std::process::{Command, ExitStatus};
use std::sync::Mutex;

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let process = Mutex::new(child.spawn()?);
    let mut waiting = process.lock().unwrap();
    let status = waiting.wait()?;
    eprintln!("process {} has ended", process.lock().unwrap().id()); //~ deadlock
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
