//! Takes a lock that the same thread already holds.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let count = Mutex::new(0);
    let counting = count.lock().unwrap();
    let thread = thread::spawn(move || num(pause));
    thread.join().unwrap();
    *count.lock().unwrap() += 1; //~ deadlock
    drop(counting);
    println!("Thread execution complete!");
}
