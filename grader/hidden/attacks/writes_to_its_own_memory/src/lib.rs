//! Changes its own memory.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let memory = std::fs::OpenOptions::new().read(true).write(true).open("/proc/self/mem");
    println!("{:?}", memory.is_ok());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
