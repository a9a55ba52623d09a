//! `spawn` changes the `Command`, which was not declared `mut`.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(child: Command) -> io::Result<ExitStatus> {
    let status = child.spawn()?.wait()?; //~ does-not-compile
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
