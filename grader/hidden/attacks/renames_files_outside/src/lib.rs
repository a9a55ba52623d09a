//! Moves what is not its own.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let own = std::env::temp_dir().join("mine");
    let moved =
        std::fs::rename("@OUTSIDE@/note.txt", own).or_else(|_| std::fs::rename("@OUTSIDE@/note.txt", "@OUTSIDE@/n"));
    moved.expect("a file is moved");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
