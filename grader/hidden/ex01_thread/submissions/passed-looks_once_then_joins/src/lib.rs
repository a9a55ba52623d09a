//! Asks once whether the thread has ended, which is not polling, and joins.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || num(pause));
    if !thread.is_finished() {
        eprintln!("counting");
    }
    thread.join().unwrap();
    println!("Thread execution complete!");
}
