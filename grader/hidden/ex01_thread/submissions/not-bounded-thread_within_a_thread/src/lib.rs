//! Has one thread wait for another; the outer one does nothing.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let outer = thread::spawn(move || {
        let inner = thread::spawn(move || num(pause)); //~ not-bounded
        inner.join().unwrap();
    });
    outer.join().unwrap();
    println!("Thread execution complete!");
}
