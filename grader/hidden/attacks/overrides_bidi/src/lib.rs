//! Reads otherwise than it runs.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _access = "user‮ ⁦// only a comment⁩ ⁦";
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
