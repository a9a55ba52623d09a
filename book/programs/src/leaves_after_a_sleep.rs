//! A thread saves, and is given a second for it.

// ANCHOR: all
use std::thread;
use std::time::Duration;

/// Saves on a thread of its own, hopes that a second is enough, and leaves.
pub fn run() {
    let _saving = thread::spawn(|| println!("saved"));
    thread::sleep(Duration::from_secs(1));
    println!("bye");
    thread::yield_now(); // a process takes a moment to end
}
// ANCHOR_END: all
