//! Ends the process with success before anything was asked of it.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(_child: Command) -> io::Result<ExitStatus> {
    std::process::exit(0); //~ ended-early
}
