//! Sends a datagram.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    if let Ok((one, _other)) = std::os::unix::net::UnixDatagram::pair() {
        let _ = one.send_to(b"secrets", "@DATAGRAM@");
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
