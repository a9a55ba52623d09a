//! Starts a shell.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", "echo x > @OUTSIDE@/new.txt"]).status().expect("a shell runs");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
