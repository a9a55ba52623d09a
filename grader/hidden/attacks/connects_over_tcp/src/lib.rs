//! Connects over TCP.

use std::io::Write;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    if let Ok(mut stream) = std::net::TcpStream::connect("127.0.0.1:@PORT@") {
        let _ = stream.write_all(b"secrets");
    }
    let _ = std::net::TcpStream::connect("[::1]:@PORT@");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
