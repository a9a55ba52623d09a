//! Counts from 0.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 0..=10 {
        println!("{number}"); //~ wrong-output
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
