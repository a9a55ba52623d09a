//! Waits on a condition variable for a flag that is set without a word.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

static DONE: Mutex<bool> = Mutex::new(false);
static CHANGED: Condvar = Condvar::new();

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || {
        num(pause);
        *DONE.lock().unwrap() = true;
    });
    let mut done = DONE.lock().unwrap();
    while !*done {
        done = CHANGED.wait(done).unwrap(); //~ stuck
    }
    thread.join().unwrap();
    println!("Thread execution complete!");
}
