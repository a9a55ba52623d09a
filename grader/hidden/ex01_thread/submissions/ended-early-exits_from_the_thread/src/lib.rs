//! The thread ends the whole process, in place of itself.

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
        println!("Thread execution complete!");
        std::process::exit(0); //~ ended-early
    });
    thread.join().unwrap();
}
