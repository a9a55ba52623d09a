//! Empties a file outside.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _ = std::fs::File::create("@OUTSIDE@/note.txt");
    let _ = std::fs::OpenOptions::new().write(true).truncate(true).open("@OUTSIDE@/folder/inner.txt");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
