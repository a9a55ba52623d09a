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
        let start = |times| scope.spawn(move || work(times));
        let threads = [start([90, 40]), start([60, 80]), start([30, 60])];
        for thread in threads {
            thread.join().unwrap();
        }
    });
}
// ANCHOR_END: all
