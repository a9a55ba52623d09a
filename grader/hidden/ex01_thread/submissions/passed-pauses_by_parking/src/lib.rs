//! Pauses with `park_timeout`, again if it wakes too early, in place of `sleep`.

use std::thread;
use std::time::{Duration, Instant};

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        let until = Instant::now() + pause;
        while let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
            thread::park_timeout(left);
        }
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
