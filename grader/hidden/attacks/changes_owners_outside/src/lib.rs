//! Gives away what is not its own.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _ = std::os::unix::fs::chown("@OUTSIDE@/note.txt", Some(12345), Some(12345));
    let _ = std::os::unix::fs::lchown("@OUTSIDE@/folder", Some(12345), None);
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
