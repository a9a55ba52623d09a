//! Joins a scoped thread by its handle, and leaves the scope only then.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    if thread::scope(|scope| scope.spawn(|| num(pause)).join()).is_ok() {
        println!("Thread execution complete!");
    }
}
