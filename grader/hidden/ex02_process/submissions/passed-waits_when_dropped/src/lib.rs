//! A guard owns the child, and waits for it whatever way it goes out of scope.

use std::io;
use std::process::{Child, Command, ExitStatus};

struct Guard(Child);

impl Guard {
    fn wait(mut self) -> io::Result<ExitStatus> {
        self.0.wait()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.wait();
    }
}

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = Guard(child.spawn()?).wait()?;
    if status.success() {
        println!("Process execution complete!");
    }
    Ok(status)
}
