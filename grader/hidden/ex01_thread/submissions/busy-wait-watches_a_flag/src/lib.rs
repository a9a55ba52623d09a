//! Watches an atomic flag that the thread sets at its end, in place of joining.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

static DONE: AtomicBool = AtomicBool::new(false);

pub fn run(pause: Duration) {
    thread::spawn(move || {
        num(pause);
        DONE.store(true, Ordering::SeqCst);
    });
    while !DONE.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(1)); //~ busy-wait
    }
    println!("Thread execution complete!");
}
