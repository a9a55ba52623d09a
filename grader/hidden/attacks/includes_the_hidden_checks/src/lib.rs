//! Takes the checks in.

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

pub const CHECKS: &str = include_str!("@HIDDEN@/ex01_thread/mod.rs");
pub const EXPECTED: &str = include_str!("@HIDDEN@/ex01_thread/snapshots/writer.snap");
