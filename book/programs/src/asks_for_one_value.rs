//! Two threads ask for a value that takes long to make.

// ANCHOR: all
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

/// What the two got, and how often it was made.
pub fn run() -> (u32, u32, u32) {
    let (prime, made) = (OnceLock::new(), AtomicU32::new(0));
    let ask = || {
        *prime.get_or_init(|| {
            made.fetch_add(1, SeqCst);
            104_729 // imagine that this takes a while
        })
    };
    let (mine, other) = thread::scope(|scope| {
        let other = scope.spawn(ask);
        (ask(), other.join().unwrap())
    });
    (mine, other, made.into_inner())
}
// ANCHOR_END: all
