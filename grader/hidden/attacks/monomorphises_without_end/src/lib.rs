//! A function that needs itself for another type.

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

pub fn again<T: std::fmt::Debug>(value: T, levels: u32) {
    if levels > 0 {
        again((value, levels), levels - 1);
    }
}

pub fn start() {
    again(0u8, 3);
}
