//! Counts in a `static mut`, which takes unsafe code to touch.

use std::thread;
use std::time::Duration;

static mut NUMBER: u32 = 0;

pub fn num(pause: Duration) {
    for _ in 1..=10 {
        let number = unsafe {
            //~ forbidden
            NUMBER += 1;
            NUMBER
        };
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
