//! A thread adds up what it receives until nobody is left who could send.

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
    drop(sender); // that was all
    adding.join().unwrap()
}
// ANCHOR_END: all
