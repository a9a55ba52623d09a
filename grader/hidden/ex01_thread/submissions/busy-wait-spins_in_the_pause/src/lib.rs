//! Lets the time of the pause pass without sleeping.

use std::thread;
use std::time::{Duration, Instant};

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}"); //~ busy-wait
        let printed = Instant::now();
        while printed.elapsed() < pause {}
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
