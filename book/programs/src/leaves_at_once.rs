//! A thread saves, and nobody waits for it.

// ANCHOR: all
use std::thread;

/// Saves on a thread of its own, and leaves.
pub fn run() {
    let saving = thread::spawn(|| println!("saved"));
    drop(saving);
    println!("bye");
    thread::yield_now(); // a process takes a moment to end
}
// ANCHOR_END: all
