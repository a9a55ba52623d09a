//! Forgets the end of the loop, and prints for ever.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    for number in 1u64.. {
        println!("{number}"); //~ over-limit
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
