//! Waits for all that a thread has to say, while it still owns a sender of that channel.

use std::io;
use std::process::{Command, ExitStatus};
use std::sync::mpsc;
use std::thread;

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    let (sender, receiver) = mpsc::channel();
    let to_us = sender.clone();
    let waiting = thread::spawn(move || to_us.send(process.wait()));
    let status = receiver.iter().last().unwrap()?; //~ stuck
    waiting.join().unwrap().unwrap();
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
