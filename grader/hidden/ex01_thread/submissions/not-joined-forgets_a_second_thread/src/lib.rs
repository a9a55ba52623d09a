//! Joins the right thread, but starts another one beside it and forgets that.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || num(pause));
    thread::spawn(move || thread::sleep(pause)); //~ not-joined
    thread.join().unwrap();
    println!("Thread execution complete!");
}
