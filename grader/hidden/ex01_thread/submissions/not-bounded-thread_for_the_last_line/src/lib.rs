//! Counts on one thread and starts a second one for the last line.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    let last = thread::spawn(|| println!("Thread execution complete!")); //~ not-bounded
    last.join().unwrap();
}
