//! Asks again and again, and believes that `yield_now` makes that waiting.

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
    while !thread.is_finished() {
        thread::yield_now(); //~ busy-wait
    }
    thread.join().unwrap();
    println!("Thread execution complete!");
}
