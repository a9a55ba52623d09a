//! Tea is ready, says a flag that the lock guards.

// ANCHOR: all
use std::sync::{Condvar, Mutex};
use std::thread;

/// Whether tea is ready when the waiting is over.
pub fn run() -> bool {
    let (ready, news) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            *ready.lock().unwrap() = true;
            news.notify_one();
        });
        let mut guard = ready.lock().unwrap();
        while !*guard {
            guard = news.wait(guard).unwrap();
        }
        drop(guard);
    });
    ready.into_inner().unwrap()
}
// ANCHOR_END: all
