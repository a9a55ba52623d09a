//! A producer and a channel without a bound: how far ahead of the consumer does it get?

// ANCHOR: all
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::mpsc;
use std::thread;

/// The most cups that were poured and not yet drunk.
pub fn run() -> u32 {
    let (table, cups) = mpsc::channel();
    let drunk = AtomicU32::new(0);
    thread::scope(|scope| {
        let waiter = scope.spawn(|| {
            let pour = |cup: u32| {
                table.send(cup).unwrap();
                cup - drunk.load(SeqCst)
            };
            (1..=4).map(pour).max().unwrap()
        });
        for _ in 0..4 {
            cups.recv().unwrap();
            drunk.fetch_add(1, SeqCst);
        }
        waiter.join().unwrap()
    })
}
// ANCHOR_END: all
