//! Two threads add up half of the numbers each. Neither needs anything of the other until both are done.

// ANCHOR: all
use std::thread;

/// The sum of 1 to 100.
pub fn run() -> u32 {
    let numbers: Vec<u32> = (1..=100).collect();
    let (first, second) = numbers.split_at(50);
    thread::scope(|scope| {
        let first = scope.spawn(|| first.iter().sum::<u32>());
        let second = scope.spawn(|| second.iter().sum::<u32>());
        first.join().unwrap() + second.join().unwrap()
    })
}
// ANCHOR_END: all
