//! Two threads double a number: who was too slow leaves it at that.

// ANCHOR: all
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// What comes of 1.
pub fn run() -> u32 {
    let number = AtomicU32::new(1);
    let double = || {
        let old = number.load(Relaxed);
        let _ = number.compare_exchange(old, old * 2, Relaxed, Relaxed);
    };
    thread::scope(|scope| {
        scope.spawn(double);
        scope.spawn(double);
    });
    number.into_inner()
}
// ANCHOR_END: all
