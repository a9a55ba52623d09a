//! Reads a channel to its end while it still owns a sender of it.

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
    let to_us = sender.clone();
    let thread = thread::spawn(move || {
        num(pause);
        to_us.send(()).unwrap();
    });
    for () in receiver {} //~ stuck
    thread.join().unwrap();
    println!("Thread execution complete!");
}
