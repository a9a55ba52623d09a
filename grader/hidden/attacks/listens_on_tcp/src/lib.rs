//! Listens on TCP.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let listener = std::net::TcpListener::bind("0.0.0.0:0");
    println!("{}", listener.is_ok());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
