//! Prints a file of the system.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    println!("{}", std::fs::read_to_string("/etc/passwd").unwrap_or_default());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
