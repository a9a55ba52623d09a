//! Panics with a very long message.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    panic!("{} {pause:?}", "x".repeat(16 << 20));
}
