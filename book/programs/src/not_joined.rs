//! A thread prints a line, and nobody joins it.

// ANCHOR: all
use std::thread;

/// Prints a line or two.
pub fn run() {
    let thread = thread::spawn(|| println!("counted"));
    drop(thread);
    println!("complete");
}
// ANCHOR_END: all
