//! A thread adds up what it receives, and is never told that this was all.

// ANCHOR: all
use std::sync::mpsc;
use std::thread;

/// The sum of three numbers, added up by another thread.
pub fn run() -> u64 {
    let (sender, numbers) = mpsc::channel::<u64>();
    let adding = thread::spawn(move || numbers.iter().sum());
    for number in [20, 14, 8] {
        sender.send(number).unwrap();
    }
    adding.join().unwrap()
}
// ANCHOR_END: all
