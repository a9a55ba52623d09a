//! Catches a panic of `num` on the thread, which then counts as complete.

use std::panic;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || {
        let _ = panic::catch_unwind(|| num(pause));
    });
    thread.join().unwrap();
    println!("Thread execution complete!"); //~ wrong-output
}
