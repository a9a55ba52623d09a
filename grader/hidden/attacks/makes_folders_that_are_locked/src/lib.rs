//! Makes a locked folder.

use std::os::unix::fs::DirBuilderExt;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
    let folder = std::env::temp_dir().join("locked");
    let _ = std::fs::DirBuilder::new().mode(0o000).create(folder);
}
