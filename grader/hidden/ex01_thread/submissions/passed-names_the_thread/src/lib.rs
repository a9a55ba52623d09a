//! Starts the thread with `thread::Builder`, with a name and a stack size.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let builder = thread::Builder::new().name("num".to_owned()).stack_size(256 * 1024);
    let thread = builder.spawn(move || num(pause)).expect("a thread can be started");
    thread.join().expect("num does not panic");
    println!("Thread execution complete!");
}
