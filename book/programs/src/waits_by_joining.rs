//! Somebody waits for a thread by joining it.

// ANCHOR: all
use std::thread;
use std::time::Duration;

/// Saves on a thread of its own, and waits until that has ended.
pub fn run() {
    let saving = thread::spawn(|| thread::sleep(Duration::from_millis(60)));
    saving.join().unwrap();
}
// ANCHOR_END: all
