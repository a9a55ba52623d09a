//! The kettle and the toast: both waits at the same time.

// ANCHOR: all
use std::thread;
use std::time::{Duration, Instant};

/// How many milliseconds until all is ready.
pub fn run() -> u128 {
    let start = Instant::now();
    let kettle = thread::spawn(|| {
        thread::sleep(Duration::from_millis(40)); // the kettle boils
    });
    thread::sleep(Duration::from_millis(30)); // the bread turns brown
    kettle.join().unwrap();
    start.elapsed().as_millis()
}
// ANCHOR_END: all
