//! Leaves the pauses out.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    for number in 1..=10 {
        println!("{number}"); //~ wrong-output
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
