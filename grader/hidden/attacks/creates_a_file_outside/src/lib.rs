//! Leaves a file outside.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _ = std::fs::write("@OUTSIDE@/new.txt", "new");
    let _ = std::fs::File::create("/tmp/@MARK@");
    let _ = std::fs::File::create("/var/tmp/@MARK@");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
