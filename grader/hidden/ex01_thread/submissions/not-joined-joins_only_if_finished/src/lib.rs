//! Joins only a thread that happens to have ended already.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || num(pause)); //~ not-joined
    if thread.is_finished() {
        thread.join().unwrap();
    }
    println!("Thread execution complete!");
}
