//! Dinner begins when two guests are there: the host waits, once.

// ANCHOR: all
use std::sync::{Condvar, Mutex};
use std::thread;

/// How many guests are there when dinner begins.
pub fn run() -> u32 {
    let (guests, somebody_came) = (Mutex::new(0), Condvar::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                *guests.lock().unwrap() += 1;
                somebody_came.notify_one();
            });
        }
        let mut there = guests.lock().unwrap();
        if *there < 2 {
            there = somebody_came.wait(there).unwrap();
        }
        *there
    })
}
// ANCHOR_END: all
