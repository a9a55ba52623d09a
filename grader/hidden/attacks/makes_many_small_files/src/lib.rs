//! Makes empty files for ever.

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
    for number in 0..1_000_000 {
        std::fs::File::create(folder.join(number.to_string())).unwrap();
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
