//! Prints the expected text without a thread, and without `num`.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for number in 1..=10 {
        println!("{number}"); //~ no-thread
        thread::sleep(pause);
    }
    println!("Thread execution complete!");
}
