//! Never gets to the end of its loop, and uses all the CPU time there is.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    (0u64..).for_each(drop); //~ over-limit
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
