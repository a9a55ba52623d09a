//! Two threads each raise a flag, then look at the other's. Stores are Release, loads Acquire.

// ANCHOR: all
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::{Acquire, Release};
use std::thread;

/// What each of the two saw of the other's flag.
pub fn run() -> [bool; 2] {
    let left = AtomicBool::new(false);
    let right = AtomicBool::new(false);
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            right.store(true, Release);
            left.load(Acquire)
        });
        left.store(true, Release);
        [right.load(Acquire), other.join().unwrap()]
    })
}
// ANCHOR_END: all
