//! Tea is ready, says a flag of its own, which is set without the lock.

// ANCHOR: all
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};
use std::thread;

/// Whether tea is ready when the waiting is over.
pub fn run() -> bool {
    let (ready, lock, news) = (AtomicBool::new(false), Mutex::new(()), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            ready.store(true, SeqCst);
            news.notify_one();
        });
        let mut guard = lock.lock().unwrap();
        while !ready.load(SeqCst) {
            guard = news.wait(guard).unwrap();
        }
        drop(guard);
    });
    ready.into_inner()
}
// ANCHOR_END: all
