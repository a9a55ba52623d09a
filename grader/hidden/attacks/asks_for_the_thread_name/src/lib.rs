//! Counts only in threads that are named after a check.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let name = thread::current().name().unwrap_or_default().to_owned();
    if ["transcript", "writer", "joins", "case_1"].iter().any(|check| name.contains(check)) {
        thread::spawn(move || num(pause)).join().unwrap();
    }
    println!("Thread execution complete!");
}
