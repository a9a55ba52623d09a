//! Pauses with `park`, from which nobody wakes the thread.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::park(); //~ stuck
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
