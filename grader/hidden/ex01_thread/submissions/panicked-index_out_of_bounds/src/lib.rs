//! Counts one too far, and panics on the thread.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    let numbers: Vec<u32> = (1..=10).collect();
    for index in 0..=10 {
        println!("{}", numbers[index]); //~ panicked
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
