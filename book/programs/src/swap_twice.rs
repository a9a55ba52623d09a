//! Two players swap cards twice, and wait once in each round: when both have looked.

// ANCHOR: all
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// The two cards after two swaps: they should be back where they were.
pub fn run() -> [u32; 2] {
    let ada = AtomicU32::new(1);
    let ben = AtomicU32::new(2);
    let both = Barrier::new(2);
    let swap_twice = |mine: &AtomicU32, other: &AtomicU32| {
        for _ in 0..2 {
            let seen = other.load(Relaxed);
            both.wait();
            mine.store(seen, Relaxed);
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| swap_twice(&ada, &ben));
        scope.spawn(|| swap_twice(&ben, &ada));
    });
    [ada.into_inner(), ben.into_inner()]
}
// ANCHOR_END: all
