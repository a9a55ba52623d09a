//! Asks every millisecond whether the thread has ended, before it joins.

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
        thread::sleep(Duration::from_millis(1)); //~ busy-wait
    }
    thread.join().unwrap();
    println!("Thread execution complete!");
}
