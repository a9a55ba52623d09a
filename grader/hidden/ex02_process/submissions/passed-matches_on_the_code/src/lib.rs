//! Looks at the code in place of `success`; a child killed by a signal has none.

use std::io;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let status = child.spawn()?.wait()?;
    match status.code() {
        Some(0) => println!("Process execution complete!"),
        Some(code) => eprintln!("the child failed with code {code}"),
        None => eprintln!("the child was killed"),
    }
    Ok(status)
}
