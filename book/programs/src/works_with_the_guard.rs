//! Two threads take numbers from a list, and the lock of the list is held while they work.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// Milliseconds until both numbers are done, each of which takes 40.
pub fn run() -> u128 {
    let begin = Instant::now();
    let numbers = Mutex::new(vec![1, 2]);
    let work = || {
        while let Some(_number) = numbers.lock().unwrap().pop() {
            thread::sleep(Duration::from_millis(40)); // the work
        }
    };
    thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        for thread in threads {
            thread.join().unwrap();
        }
    });
    begin.elapsed().as_millis()
}
// ANCHOR_END: all
