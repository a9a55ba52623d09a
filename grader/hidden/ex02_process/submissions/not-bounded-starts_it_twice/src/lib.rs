//! Runs the child once to look at its status, and once more to return it.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    if child.status()?.success() {
        println!("Process execution complete!");
    }
    child.status() //~ not-bounded
}
