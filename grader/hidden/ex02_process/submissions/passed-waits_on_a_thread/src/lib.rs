//! A helper thread waits for the child, and is joined.

use std::io;
use std::process::{Command, ExitStatus};
use std::thread;

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    let status = thread::spawn(move || process.wait()).join().expect("waiting does not panic")?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
