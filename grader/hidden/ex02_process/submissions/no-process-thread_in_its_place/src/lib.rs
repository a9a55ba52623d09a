//! Starts a thread that counts, in place of the process.

use std::io;
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::Duration;

pub fn run(child: Command) -> io::Result<ExitStatus> {
    let pause = child.get_args().last().and_then(|pause| pause.to_str()?.parse().ok()).unwrap_or(0);
    let thread = thread::spawn(move || {
        for number in 1..=10 {
            println!("{number}"); //~ no-process
            thread::sleep(Duration::from_millis(pause));
        }
    });
    thread.join().unwrap();
    println!("Process execution complete!");
    Ok(ExitStatus::default())
}
