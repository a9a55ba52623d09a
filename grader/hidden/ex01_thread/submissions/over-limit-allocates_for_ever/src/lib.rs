//! Fills all the memory there is.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    let mut kept = Vec::new();
    loop {
        kept.push(vec![1u8; 1 << 20]);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
