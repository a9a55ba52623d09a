//! Starts two threads and joins the one that has nothing to do.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _counting = thread::spawn(move || num(pause)); //~ not-joined
    let idle = thread::spawn(|| ());
    idle.join().unwrap();
    println!("Thread execution complete!");
}
