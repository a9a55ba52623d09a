//! A thread saves, and is joined.

// ANCHOR: all
use std::thread;

/// Saves on a thread of its own, waits until it has ended, and leaves.
pub fn run() {
    let saving = thread::spawn(|| println!("saved"));
    saving.join().unwrap();
    println!("bye");
    thread::yield_now(); // a process takes a moment to end
}
// ANCHOR_END: all
