//! Two threads each raise a flag, then look at the other's. All is SeqCst.

// ANCHOR: all
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;

/// What each of the two saw of the other's flag.
pub fn run() -> [bool; 2] {
    let left = AtomicBool::new(false);
    let right = AtomicBool::new(false);
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            right.store(true, SeqCst);
            left.load(SeqCst)
        });
        left.store(true, SeqCst);
        [right.load(SeqCst), other.join().unwrap()]
    })
}
// ANCHOR_END: all
