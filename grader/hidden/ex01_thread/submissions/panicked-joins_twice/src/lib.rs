//! A handle is gone once it was joined; the second `unwrap` finds `None`.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let mut thread = Some(thread::spawn(move || num(pause)));
    thread.take().unwrap().join().unwrap();
    thread.take().unwrap().join().unwrap(); //~ panicked
    println!("Thread execution complete!");
}
