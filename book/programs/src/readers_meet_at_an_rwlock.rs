//! Two readers, each of whom stays with the price list until the other is there as well.

// ANCHOR: all
use std::sync::{Barrier, RwLock};
use std::thread;

/// What the two read.
pub fn run() -> (u32, u32) {
    let price = RwLock::new(7);
    let both_are_there = Barrier::new(2);
    let read = || {
        let price = price.read().unwrap();
        both_are_there.wait();
        *price
    };
    thread::scope(|scope| {
        let other = scope.spawn(read);
        (read(), other.join().unwrap())
    })
}
// ANCHOR_END: all
