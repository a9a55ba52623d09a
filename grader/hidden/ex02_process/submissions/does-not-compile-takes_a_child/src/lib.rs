//! `run` wants a child that already runs; the file compiles alone, but not with what calls it.

use std::io;
use std::process::{Child, ExitStatus};

pub fn run(mut child: Child) -> io::Result<ExitStatus> {
    let status = child.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
