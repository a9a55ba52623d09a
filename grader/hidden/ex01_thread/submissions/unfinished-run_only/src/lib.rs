//! Counts within `run`, and leaves `num` to be written.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    todo!("print 1 to 10, pausing {pause:?} after each") //~ unfinished
}

pub fn run(pause: Duration) {
    let thread = thread::spawn(move || {
        for number in 1..=10 {
            println!("{number}");
            thread::sleep(pause);
        }
    });
    thread.join().unwrap();
    println!("Thread execution complete!");
}
