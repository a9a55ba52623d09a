//! Prints a gigabyte, in pieces of one megabyte.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    let piece = "0123456789abcde\n".repeat(1 << 16);
    for _ in 0..1024 {
        print!("{piece}"); //~ over-limit
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
