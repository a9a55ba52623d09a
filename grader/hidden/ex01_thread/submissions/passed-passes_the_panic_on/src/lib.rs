//! Takes the thread's own panic up again, with its own message.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let outcome = thread::spawn(move || num(pause)).join();
    outcome.unwrap_or_else(|payload| std::panic::resume_unwind(payload));
    println!("Thread execution complete!");
}
