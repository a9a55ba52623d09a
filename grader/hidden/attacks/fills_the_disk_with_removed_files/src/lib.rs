//! Fills the disk with files without names.

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
    let path = std::env::temp_dir().join("file");
    let mut kept = Vec::new();
    for _ in 0..200 {
        let mut file = std::fs::File::create(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        file.write_all(&[7; 8 << 20]).unwrap();
        kept.push(file);
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
