//! Two threads double a number: who was too slow looks again, and tries again.

// ANCHOR: all
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// What comes of 1.
pub fn run() -> u32 {
    let number = AtomicU32::new(1);
    let double = || {
        let mut seen = number.load(Relaxed);
        while let Err(newer) = number.compare_exchange(seen, seen * 2, Relaxed, Relaxed) {
            seen = newer;
        }
    };
    thread::scope(|scope| {
        scope.spawn(double);
        scope.spawn(double);
    });
    number.into_inner()
}
// ANCHOR_END: all
