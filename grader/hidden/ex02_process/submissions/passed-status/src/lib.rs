//! `Command::status` starts and waits in one call; the rest is a chain.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    child.status().inspect(|status| {
        if status.success() {
            println!("Process execution complete!");
        }
    })
}
