//! Litmus tests of the memory model: a few operations of two to four threads, and every outcome that C++20 allows.
//! The outcome is what the loads saw, in the order of the threads, then the last values where they matter.

pub mod buffering;
pub mod coherence;
pub mod copies;
pub mod exchange;
pub mod passing;
pub mod sequences;

use std::thread;

/// Every outcome of two loads that see 0 or 1.
const BITS_2: &[&str] = &["00", "01", "10", "11"];
/// Every outcome of three loads that see 0 or 1.
const BITS_3: &[&str] = &["000", "001", "010", "011", "100", "101", "110", "111"];

/// Runs both at once.
fn two<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap(), second)
    })
}

/// Runs all three at once.
fn three<A: Send, B: Send, C>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
    third: impl FnOnce() -> C,
) -> (A, B, C) {
    let (first, (second, third)) = two(first, || two(second, third));
    (first, second, third)
}

/// Runs all four at once.
fn four<A: Send, B: Send, C: Send, D>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
    third: impl FnOnce() -> C + Send,
    fourth: impl FnOnce() -> D,
) -> (A, B, C, D) {
    let (first, (second, third, fourth)) = two(first, || three(second, third, fourth));
    (first, second, third, fourth)
}
