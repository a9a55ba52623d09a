//! Two threads ask two cities for their weather, both before anybody waits.

// ANCHOR: all
use std::thread;
use std::time::{Duration, Instant};

fn ask() {
    thread::sleep(Duration::from_millis(40)); // the answer is far away
}

/// How long two questions take.
pub fn run() -> Duration {
    let start = Instant::now();
    let oslo = thread::spawn(ask);
    let lima = thread::spawn(ask);
    oslo.join().unwrap();
    lima.join().unwrap();
    start.elapsed()
}
// ANCHOR_END: all
