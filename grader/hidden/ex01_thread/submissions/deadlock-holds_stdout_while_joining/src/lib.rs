//! Waits for the thread with standard output locked, which the thread needs.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}"); //~ deadlock
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let mut out = io::stdout().lock();
    thread::spawn(move || num(pause)).join().unwrap();
    writeln!(out, "Thread execution complete!").unwrap();
}
