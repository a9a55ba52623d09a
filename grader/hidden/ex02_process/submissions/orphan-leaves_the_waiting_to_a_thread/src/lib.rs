//! A thread is to wait for the child, but nobody waits for the thread.

use std::io;
use std::process::{Command, ExitStatus};
use std::thread;

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?; //~ orphan
    thread::spawn(move || process.wait());
    println!("Process execution complete!");
    Ok(ExitStatus::default())
}
