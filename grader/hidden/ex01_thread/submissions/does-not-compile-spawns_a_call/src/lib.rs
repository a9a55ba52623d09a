//! Hands `spawn` what `num` returns in place of something to call.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(num(pause)).join().unwrap(); //~ does-not-compile
    println!("Thread execution complete!");
}
