//! Removes what is not its own.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    std::fs::remove_file("@OUTSIDE@/note.txt").expect("a file is removed");
    std::fs::remove_dir_all("@OUTSIDE@/folder").expect("a folder is removed");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
