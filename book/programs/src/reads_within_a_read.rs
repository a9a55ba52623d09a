//! A thread that reads asks to read once more, while another wants to write.

// ANCHOR: all
use std::sync::RwLock;
use std::thread;

/// The price, read twice.
pub fn run() -> (u32, u32) {
    let price = RwLock::new(7);
    thread::scope(|scope| {
        scope.spawn(|| *price.write().unwrap() = 8);
        let outer = price.read().unwrap();
        let inner = price.read().unwrap();
        (*outer, *inner)
    })
}
// ANCHOR_END: all
