//! Prints a file that a link leads to.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    println!("{}", include_str!("secret.rs"));
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
