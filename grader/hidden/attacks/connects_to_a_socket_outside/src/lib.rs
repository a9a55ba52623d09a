//! Connects to a socket outside.

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
    if let Ok(mut stream) = std::os::unix::net::UnixStream::connect("@SOCKET@") {
        let _ = stream.write_all(b"secrets");
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
