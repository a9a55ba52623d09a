//! Fills the disk with one file.

use std::io::Write;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let mut file = std::fs::File::create(std::env::temp_dir().join("file")).unwrap();
    for _ in 0..10_000 {
        file.write_all(&[7; 1 << 20]).unwrap();
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
