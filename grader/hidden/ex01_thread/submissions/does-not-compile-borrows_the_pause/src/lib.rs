//! The thread may outlive `run`, so that its closure must own the pause: `move` is missing.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(|| num(pause)); //~ does-not-compile
    thread.join().unwrap();
    println!("Thread execution complete!");
}
