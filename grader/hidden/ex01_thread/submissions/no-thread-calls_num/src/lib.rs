//! A plain call of `num` looks the same from the outside; there is no thread.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    num(pause); //~ no-thread
    println!("Thread execution complete!");
}
