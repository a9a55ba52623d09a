//! Two threads hand in a number each, and whoever is last adds them up. They count down with Release.

// ANCHOR: all
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Release, Relaxed};
use std::thread;

/// The sum that the last one found. The numbers are 1 and 2.
pub fn run() -> u32 {
    let one = AtomicU32::new(0);
    let two = AtomicU32::new(0);
    let missing = AtomicU32::new(2);
    let hand_in = |part: &AtomicU32, number: u32| {
        part.store(number, Relaxed);
        let last = missing.fetch_sub(1, Release) == 1;
        last.then(|| one.load(Relaxed) + two.load(Relaxed))
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| hand_in(&two, 2));
        let mine = hand_in(&one, 1);
        mine.or(other.join().unwrap()).unwrap()
    })
}
// ANCHOR_END: all
