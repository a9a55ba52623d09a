//! Three threads of different speed, which meet twice.

// ANCHOR: all
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

/// Nothing.
pub fn run() {
    let barrier = Barrier::new(3);
    let work = |milliseconds: [u64; 2]| {
        for time in milliseconds {
            thread::sleep(Duration::from_millis(time));
            barrier.wait();
        }
    };
    thread::scope(|scope| {
        let threads = [[90, 40], [60, 80], [30, 60]].map(|times| scope.spawn(move || work(times)));
        threads.map(|thread| thread.join().unwrap());
    });
}
// ANCHOR_END: all
