//! Three threads that could work at the same time, were it not for a lock that each keeps for as long as it works.

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
                let mut done = done.lock().unwrap();
                thread::sleep(Duration::from_millis(40)); // the work
                *done += 1;
            });
        }
    });
    done.into_inner().unwrap()
}
// ANCHOR_END: all
