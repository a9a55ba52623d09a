//! Two threads double a number: who was too slow looks again, and tries again.

// ANCHOR: all
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// What comes of 1.
pub fn run() -> u32 {
    let number = AtomicU32::new(1);
    let double = || {
        let mut old = number.load(Relaxed);
        while let Err(now) = number.compare_exchange(old, old * 2, Relaxed, Relaxed) {
            old = now;
        }
    };
    thread::scope(|scope| {
        scope.spawn(double);
        scope.spawn(double);
    });
    number.into_inner()
}
// ANCHOR_END: all
