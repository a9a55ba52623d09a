//! Two threads print a line each, and nothing puts them in order.

// ANCHOR: all
use std::thread;

/// Greets twice.
pub fn run() {
    thread::scope(|scope| {
        scope.spawn(|| println!("hello from A"));
        scope.spawn(|| println!("hello from B"));
    });
}
// ANCHOR_END: all
