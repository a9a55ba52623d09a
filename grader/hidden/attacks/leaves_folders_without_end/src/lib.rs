//! Nests folders.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    std::env::set_current_dir(std::env::temp_dir()).unwrap();
    for _ in 0..100_000 {
        if std::fs::create_dir("d").and_then(|()| std::env::set_current_dir("d")).is_err() {
            break;
        }
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
