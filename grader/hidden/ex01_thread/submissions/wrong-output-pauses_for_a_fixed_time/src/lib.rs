//! Pauses for a time of its own, whatever it was asked for.

use std::thread;
use std::time::Duration;

pub fn num(_pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(Duration::from_millis(100)); //~ wrong-output
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
