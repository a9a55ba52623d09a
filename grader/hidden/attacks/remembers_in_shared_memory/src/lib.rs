//! Counts, and leaves a note in shared memory.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _ = std::fs::write("/dev/shm/@MARK@", "seen");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
