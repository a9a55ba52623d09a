//! Takes the end of the child's standard error for the end of the child, which nobody collects.

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let mut process = child.stderr(Stdio::piped()).spawn()?; //~ zombie
    let mut complaints = String::new();
    process.stderr.take().unwrap().read_to_string(&mut complaints)?;
    if complaints.is_empty() {
        println!("Process execution complete!");
    }
    Ok(ExitStatus::default())
}
