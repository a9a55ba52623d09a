//! Learns over a channel that the numbers are printed, and joins all the same.

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
    let thread = thread::spawn(move || {
        num(pause);
        sender.send(()).unwrap();
    });
    let printed = receiver.recv().is_ok();
    if thread.join().is_ok() && printed {
        println!("Thread execution complete!");
    }
}
