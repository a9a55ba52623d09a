//! Goes elsewhere first.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    if std::env::set_current_dir("@OUTSIDE@").is_ok() {
        println!("{}", std::fs::read_to_string("note.txt").unwrap_or_default());
        println!("{}", std::fs::read_to_string("../bait").unwrap_or_default());
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
