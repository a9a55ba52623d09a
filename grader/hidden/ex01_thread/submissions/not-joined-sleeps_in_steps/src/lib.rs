//! Sleeps in many small steps in place of joining, without ever looking at the thread.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _thread = thread::spawn(move || num(pause));
    for _ in 0..200 {
        thread::sleep(pause / 10); //~ not-joined
    }
    println!("Thread execution complete!");
}
