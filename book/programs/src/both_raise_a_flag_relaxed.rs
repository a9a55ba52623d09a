//! Two threads each raise a flag, then look at the other's. All is Relaxed.

// ANCHOR: all
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

/// What each of the two saw of the other's flag.
pub fn run() -> [bool; 2] {
    let left = AtomicBool::new(false);
    let right = AtomicBool::new(false);
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            right.store(true, Relaxed);
            left.load(Relaxed)
        });
        left.store(true, Relaxed);
        [right.load(Relaxed), other.join().unwrap()]
    })
}
// ANCHOR_END: all
