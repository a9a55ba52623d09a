//! Asks again and again whether the thread has ended, as fast as it can.

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
    while !thread.is_finished() {} //~ busy-wait
    thread.join().unwrap();
    println!("Thread execution complete!");
}
