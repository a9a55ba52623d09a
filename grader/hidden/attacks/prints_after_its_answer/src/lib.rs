//! Something is printed when the main thread is taken down.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    LAST.with(|_| ());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}

thread_local! {
    static LAST: Last = const { Last };
}

struct Last;

impl Drop for Last {
    fn drop(&mut self) {
        println!("and one more line");
    }
}
