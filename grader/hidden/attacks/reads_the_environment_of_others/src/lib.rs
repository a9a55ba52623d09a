//! Prints the environment of others.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for process in [std::os::unix::process::parent_id(), 1, "@PID@".parse().unwrap()] {
        println!("{:?}", std::fs::read(format!("/proc/{process}/environ")));
        println!("{:?}", std::fs::read(format!("/proc/{process}/cmdline")));
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
