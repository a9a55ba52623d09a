//! Two threads add one to a counter, in one step each.

// ANCHOR: all
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

/// What the counter holds in the end.
pub fn run() -> u32 {
    let counter = AtomicU32::new(0);
    let increment = || counter.fetch_add(1, Ordering::SeqCst);
    thread::scope(|scope| {
        scope.spawn(increment);
        scope.spawn(increment);
    });
    counter.into_inner()
}
// ANCHOR_END: all
