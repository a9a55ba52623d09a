//! Ends the process with success before anything was asked of it.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(_pause: Duration) {
    std::process::exit(0); //~ ended-early
}
