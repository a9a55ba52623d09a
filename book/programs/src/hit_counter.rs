//! The solution of ex07, hit by two threads.

use ex07::HitCounter;
use std::thread;

/// How many hits it counted, and the longest.
pub fn run() -> (u64, u64) {
    let counter = HitCounter::new();
    thread::scope(|scope| {
        scope.spawn(|| counter.hit(120));
        scope.spawn(|| counter.hit(80));
    });
    (counter.hits(), counter.longest())
}
