//! Calls `num` first and hands the thread its result, as `Thread(target=num())` does in Python: the thread has nothing
//! left to do.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let counted = num(pause); //~ no-thread
    thread::spawn(move || counted).join().unwrap();
    println!("Thread execution complete!");
}
