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
    std::os::unix::fs::symlink("@BAIT@", &link).unwrap();
    println!("{}", std::fs::read_to_string(link).unwrap_or_default());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
