//! Waits for its child, but has started another one that sleeps for an hour.

use std::io;
use std::process::{Command, ExitStatus, Stdio};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut daemon = Command::new(child.get_program());
    daemon.args(["child", "num", "3600000"]).stdout(Stdio::null()).spawn()?; //~ orphan
    let status = child.status()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
