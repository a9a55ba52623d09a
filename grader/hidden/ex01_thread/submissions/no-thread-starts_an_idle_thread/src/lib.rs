//! A thread is started and joined, but the work is not given to it.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(|| ());
    num(pause); //~ no-thread
    thread.join().unwrap();
    println!("Thread execution complete!");
}
