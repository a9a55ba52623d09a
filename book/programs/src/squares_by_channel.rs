//! The solution of ex09: three workers square six numbers, and each number takes its time.

// ANCHOR: all
use ex09::map_workers;
use std::num::NonZeroUsize;
use std::thread;
use std::time::Duration;

/// The squares, in the order of the numbers.
pub fn run() -> Vec<u64> {
    let workers = NonZeroUsize::new(3).unwrap();
    map_workers(1..=6, workers, |number: u64| {
        thread::sleep(Duration::from_millis(20 * number));
        number * number
    })
}
// ANCHOR_END: all
