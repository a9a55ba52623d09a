//! Starts a script.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let script = std::env::temp_dir().join("script");
    let mut file = std::fs::OpenOptions::new().create(true).write(true).mode(0o755).open(&script).unwrap();
    file.write_all(b"#!/bin/sh\necho x > @OUTSIDE@/new.txt\n").unwrap();
    drop(file);
    std::process::Command::new(script).status().expect("a script runs");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
