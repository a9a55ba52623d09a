//! Sleeps for as long as `num` should take, in place of joining.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause));
    thread::sleep(pause * 11); //~ not-joined
    println!("Thread execution complete!");
}
