//! The calling thread counts, and the new one has the last line.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    num(pause); //~ no-thread
    thread::spawn(|| println!("Thread execution complete!")).join().unwrap();
}
