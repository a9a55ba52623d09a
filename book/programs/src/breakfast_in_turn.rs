//! The kettle, then the toast: one wait after the other.

// ANCHOR: all
use std::thread;
use std::time::{Duration, Instant};

/// How many milliseconds until all is ready.
pub fn run() -> u128 {
    let start = Instant::now();
    thread::sleep(Duration::from_millis(40)); // the kettle boils
    thread::sleep(Duration::from_millis(30)); // the bread turns brown
    start.elapsed().as_millis()
}
// ANCHOR_END: all
