//! Follows a link of its own making.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let link = std::env::temp_dir().join("link");
    std::os::unix::fs::symlink("@OUTSIDE@", &link).unwrap();
    let _ = std::fs::write(link.join("new.txt"), "new");
    let _ = std::fs::write(link.join("note.txt"), "changed");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
