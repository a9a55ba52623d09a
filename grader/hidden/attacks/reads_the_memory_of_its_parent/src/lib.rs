//! Opens the memory of its parent.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let parent = std::os::unix::process::parent_id();
    println!("{:?}", std::fs::File::open(format!("/proc/{parent}/mem")).is_ok());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
