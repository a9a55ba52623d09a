//! One visitor comes and goes, while somebody reads the two numbers from which to tell how many are inside.

// ANCHOR: all
use std::sync::atomic::{AtomicI32, Ordering::SeqCst};
use std::thread;

/// How many are said to be inside.
pub fn run() -> i32 {
    let (came, left) = (AtomicI32::new(0), AtomicI32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            came.fetch_add(1, SeqCst);
            left.fetch_add(1, SeqCst);
        });
        let came = came.load(SeqCst);
        let left = left.load(SeqCst);
        came - left
    })
}
// ANCHOR_END: all
