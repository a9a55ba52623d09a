#![allow(long_running_const_eval)]
//! A constant that takes for ever.

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

const fn count() -> u64 {
    let mut number = 0u64;
    while number != u64::MAX {
        number += 1;
    }
    number
}

pub const COUNTED: u64 = count();
