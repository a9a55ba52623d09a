//! Sends over UDP.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    if let Ok(socket) = std::net::UdpSocket::bind("127.0.0.1:0") {
        let _ = socket.send_to(b"secrets", "127.0.0.1:@UDP@");
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
