//! Looks for the grader among the processes.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        println!("{:?} {:?}", entry.path(), std::fs::read_to_string(entry.path().join("comm")));
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
