//! A thread prints a line, and is joined before the last line.

// ANCHOR: all
use std::thread;

/// Prints two lines.
pub fn run() {
    let thread = thread::spawn(|| println!("counted"));
    thread.join().unwrap();
    println!("complete");
}
// ANCHOR_END: all
