//! Starts the thread and goes on; when `main` returns, the process ends with the thread in it.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)); //~ not-joined
    println!("Thread execution complete!");
}
