//! Never gets to the end of its loop, and uses all the CPU time there is.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    let mut number = 0u64;
    loop {
        number = number.wrapping_add(1);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
