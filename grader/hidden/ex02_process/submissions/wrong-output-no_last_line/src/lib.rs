//! Waits, and forgets to say so.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    child.spawn()?.wait()
}
