//! Two kettles, and the second is put on when the first has boiled.

// ANCHOR: all
use std::thread;
use std::time::{Duration, Instant};

fn boil() {
    thread::sleep(Duration::from_millis(40));
}

/// How long two kettles take.
pub fn run() -> Duration {
    let start = Instant::now();
    let first = thread::spawn(boil);
    first.join().unwrap();
    let second = thread::spawn(boil);
    second.join().unwrap();
    start.elapsed()
}
// ANCHOR_END: all
