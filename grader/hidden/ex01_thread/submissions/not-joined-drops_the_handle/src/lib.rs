//! Believes that dropping a handle waits for its thread; it lets go of it.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || num(pause)); //~ not-joined
    drop(thread);
    println!("Thread execution complete!");
}
