//! Prints the numbers side by side, on one line that is not flushed before its end.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        print!("{number} ");
        thread::sleep(pause);
    }
    println!();
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
