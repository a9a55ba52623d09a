//! Waits until the thread says that it is done, which it says before it has ended; it is never joined.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        //~ not-joined
        num(pause);
        sender.send(()).unwrap();
    });
    if receiver.recv().is_ok() {
        println!("Thread execution complete!");
    }
}
