//! Joins, but does not look at how the thread ended.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _ = thread::spawn(move || num(pause)).join();
    println!("Thread execution complete!"); //~ wrong-output
}
