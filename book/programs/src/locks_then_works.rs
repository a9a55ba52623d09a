//! Three threads that could work at the same time, each of which takes the lock first.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// How long it took until all was done.
pub fn run() -> Duration {
    let (begin, done) = (Instant::now(), Mutex::new(0));
    thread::scope(|scope| {
        let work = || {
            let mut done = done.lock().unwrap();
            thread::sleep(Duration::from_millis(100)); // the work
            *done += 1;
        };
        for thread in [scope.spawn(work), scope.spawn(work), scope.spawn(work)] {
            thread.join().unwrap();
        }
    });
    begin.elapsed()
}
// ANCHOR_END: all
