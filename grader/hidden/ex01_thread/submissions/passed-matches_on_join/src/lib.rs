//! Looks at what `join` returns, and returns quietly when the thread panicked.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || num(pause));
    match thread.join() {
        Ok(()) => println!("Thread execution complete!"),
        Err(_) => eprintln!("the thread panicked"),
    }
}
