//! Pauses with `recv_timeout` on a channel on which nothing ever comes.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    let (_sender, never) = mpsc::channel::<()>();
    for number in 1..=10 {
        println!("{number}");
        let _ = never.recv_timeout(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
