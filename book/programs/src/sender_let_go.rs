//! Each thread sends with a clone of the sender; the first one is dropped.

// ANCHOR: all
use std::sync::mpsc;
use std::thread;

/// The sum of what was sent.
pub fn run() -> u32 {
    let (to_us, numbers) = mpsc::channel();
    thread::scope(|scope| {
        for number in [1, 2] {
            let to_us = to_us.clone();
            scope.spawn(move || to_us.send(number).unwrap());
        }
        drop(to_us);
        numbers.iter().sum()
    })
}
// ANCHOR_END: all
