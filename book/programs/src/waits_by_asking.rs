//! Somebody waits for a thread by asking again and again.

// ANCHOR: all
use std::thread;
use std::time::Duration;

/// Saves on a thread of its own, and asks until that has ended.
pub fn run() {
    let saving = thread::spawn(|| thread::sleep(Duration::from_millis(60)));
    while !saving.is_finished() {}
}
// ANCHOR_END: all
