//! Fills the disk with files.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let folder = std::env::temp_dir();
    for number in 0..1000 {
        std::fs::write(folder.join(number.to_string()), vec![7; 8 << 20]).unwrap();
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
