//! The value that the main thread panics with ends the process when it is dropped.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    num(pause);
    println!("Thread execution complete!");
    std::panic::resume_unwind(Box::new(Last));
}

struct Last;

impl Drop for Last {
    fn drop(&mut self) {
        std::process::exit(0);
    }
}
