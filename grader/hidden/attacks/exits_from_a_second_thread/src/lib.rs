//! A thread ends the process with success; nothing was done.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(|| std::process::exit(0));
    thread::sleep(pause);
    thread::park();
}
