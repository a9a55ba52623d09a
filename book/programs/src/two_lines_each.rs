//! Two threads print two lines each: the order within a thread is fixed, the order between them is not.

// ANCHOR: all
use std::thread;

/// Prints four lines.
pub fn run() {
    thread::scope(|scope| {
        scope.spawn(|| {
            println!("fill kettle");
            println!("pour tea");
        });
        scope.spawn(|| {
            println!("cut bread");
            println!("butter toast");
        });
    });
}
// ANCHOR_END: all
