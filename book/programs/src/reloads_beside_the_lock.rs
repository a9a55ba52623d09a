//! A price list is made anew without any lock, then put in the place of the old one; a customer asks for a price meanwhile.

// ANCHOR: all
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::{Duration, Instant};

/// When the customer has the price.
pub fn run() -> Duration {
    let price = RwLock::new(Arc::new(7));
    let opened = Instant::now();
    thread::scope(|scope| {
        let editor = scope.spawn(|| {
            thread::sleep(Duration::from_millis(200)); // works it out
            let mut price = price.write().unwrap();
            *price = Arc::new(8);
        });
        thread::sleep(Duration::from_millis(50));
        let _price = price.read().unwrap().clone();
        let served = opened.elapsed();
        editor.join().unwrap();
        served
    })
}
// ANCHOR_END: all
