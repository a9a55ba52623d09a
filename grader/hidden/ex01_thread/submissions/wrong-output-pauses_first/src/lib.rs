//! Pauses before each number in place of after it, so that there is none after the tenth.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        thread::sleep(pause);
        println!("{number}"); //~ wrong-output
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
