//! Keeps every core busy.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for _ in 0..8 {
        thread::spawn(|| while std::hint::black_box(true) {});
    }
    while std::hint::black_box(pause.as_nanos() < u128::MAX) {}
}
