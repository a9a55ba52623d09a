//! Four tasks, of which each thread takes the next one that nobody has begun. Not shown before its exercise is solved.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// How long each task takes, in milliseconds.
const TASKS: [u64; 4] = [60, 20, 20, 20];

/// How long two threads take for all tasks.
pub fn run() -> Duration {
    let start = Instant::now();
    let left = Mutex::new(TASKS.into_iter());
    let work = || {
        loop {
            let task = left.lock().unwrap().next();
            let Some(millis) = task else { return };
            thread::sleep(Duration::from_millis(millis));
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    start.elapsed()
}
// ANCHOR_END: all
