//! Starts a thread for each number, and joins each before the next.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for number in 1..=10 {
        let thread = thread::spawn(move || {
            //~ not-bounded
            println!("{number}");
            thread::sleep(pause);
        });
        thread.join().unwrap();
    }
    println!("Thread execution complete!");
}
