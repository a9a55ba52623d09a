//! Two threads meet at a barrier that was made for three.

// ANCHOR: all
use std::sync::Barrier;
use std::thread;

/// Nothing.
pub fn run() {
    let barrier = Barrier::new(3);
    thread::scope(|scope| {
        scope.spawn(|| barrier.wait());
        scope.spawn(|| barrier.wait());
    });
}
// ANCHOR_END: all
