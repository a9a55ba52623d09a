//! Three threads that work at the same time, and take the lock when they have something to add.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// How much was done.
pub fn run() -> u32 {
    let done = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                thread::sleep(Duration::from_millis(40)); // the work
                let mut done = done.lock().unwrap();
                *done += 1;
            });
        }
    });
    done.into_inner().unwrap()
}
// ANCHOR_END: all
