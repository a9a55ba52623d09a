//! The thread itself says that it is complete, while it still runs.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || {
        num(pause);
        println!("Thread execution complete!"); //~ wrong-output
    });
    thread.join().unwrap();
}
