// prints: 1
// prints: 2
extern crate core;
extern crate core as other_core;
extern crate std as other_std;

use core::sync::atomic::{AtomicU32, Ordering};

fn add(count: &other_core::sync::atomic::AtomicU32) {
    count.store(count.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
}

pub fn run() {
    let count: other_std::sync::atomic::AtomicU32 = AtomicU32::new(0);
    std::thread::scope(|scope| {
        scope.spawn(|| add(&count));
        add(&count);
    });
    println!("{}", count.into_inner());
}
