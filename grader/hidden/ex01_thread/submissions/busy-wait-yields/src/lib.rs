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
    // A loop of one line, so that the line is the same wherever it is looked at.
    (0..).take_while(|_: &u64| !thread.is_finished()).for_each(|_| thread::yield_now()); //~ busy-wait
    thread.join().unwrap();
    println!("Thread execution complete!");
}
