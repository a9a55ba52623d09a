//! `run` takes no pause; the file compiles alone, but not with what calls it.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run() {
    thread::spawn(|| num(Duration::from_secs(1))).join().unwrap();
    println!("Thread execution complete!");
}
