//! Four tasks, shared out before anybody knows how long they take.

// ANCHOR: all
use std::thread;
use std::time::{Duration, Instant};

/// How long each task takes, in milliseconds.
const TASKS: [u64; 4] = [60, 20, 20, 20];

fn work(tasks: &[u64]) {
    for &millis in tasks {
        thread::sleep(Duration::from_millis(millis));
    }
}

/// How long two threads take for all tasks.
pub fn run() -> Duration {
    let start = Instant::now();
    let (first, second) = TASKS.split_at(2);
    thread::scope(|scope| {
        scope.spawn(|| work(first));
        scope.spawn(|| work(second));
    });
    start.elapsed()
}
// ANCHOR_END: all
