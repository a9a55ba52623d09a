//! Executes a shell in its own place.

use std::os::unix::process::CommandExt;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let error = std::process::Command::new("/bin/sh").args(["-c", "echo x > @OUTSIDE@/new.txt"]).exec();
    panic!("{error}");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
