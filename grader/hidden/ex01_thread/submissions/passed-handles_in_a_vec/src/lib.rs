//! Keeps its one handle in a `Vec`, as one does for many threads.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let threads: Vec<_> = (0..1).map(|_| thread::spawn(move || num(pause))).collect();
    let succeeded = threads.into_iter().map(|thread| thread.join()).filter(Result::is_ok).count();
    if succeeded == 1 {
        println!("Thread execution complete!");
    }
}
