//! The end of a `thread::scope` joins its threads; there is no call of `join` in the text.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::scope(|scope| {
        scope.spawn(|| num(pause));
    });
    println!("Thread execution complete!");
}
