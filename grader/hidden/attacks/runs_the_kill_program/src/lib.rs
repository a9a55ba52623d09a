//! Starts the program `kill`.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for process in [std::os::unix::process::parent_id(), "@PID@".parse().unwrap()] {
        std::process::Command::new("kill").args(["-9", &process.to_string()]).status().expect("kill runs");
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
