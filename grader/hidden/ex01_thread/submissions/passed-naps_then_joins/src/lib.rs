//! Pauses once itself, for less than `num` takes, and then joins: only a sleep in place of the join would be wrong.

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
    thread::sleep(pause / 2);
    thread.join().unwrap();
    println!("Thread execution complete!");
}
