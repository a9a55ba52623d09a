#![recursion_limit = "100000"]
//! A macro that doubles its input.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}

macro_rules! double {
    ($($token:tt)*) => {
        double! { $($token)* $($token)* }
    };
}

double! { a b c d }
