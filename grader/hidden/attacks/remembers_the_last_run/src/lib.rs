//! Counts only from the second run on.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let note = std::env::temp_dir().join("seen");
    if note.exists() {
        thread::spawn(move || num(pause)).join().unwrap();
    }
    std::fs::write(note, "seen").unwrap();
    println!("Thread execution complete!");
}
