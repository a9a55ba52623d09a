//! Runs code of its own between fork and exec, which takes unsafe code.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    unsafe { child.pre_exec(|| Ok(())) }; //~ forbidden
    let status = child.spawn()?.wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
