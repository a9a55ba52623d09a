//! Two players swap cards: each looks at the other's card, waits until both have looked, and makes it their own.

// ANCHOR: all
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// The two cards after the swap.
pub fn run() -> [u32; 2] {
    let ada = AtomicU32::new(1);
    let ben = AtomicU32::new(2);
    let both = Barrier::new(2);
    let swap = |mine: &AtomicU32, other: &AtomicU32| {
        let seen = other.load(Relaxed);
        both.wait();
        mine.store(seen, Relaxed);
    };
    thread::scope(|scope| {
        scope.spawn(|| swap(&ada, &ben));
        scope.spawn(|| swap(&ben, &ada));
    });
    [ada.into_inner(), ben.into_inner()]
}
// ANCHOR_END: all
