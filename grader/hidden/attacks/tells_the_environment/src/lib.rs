//! Prints its environment.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for (name, value) in std::env::vars().filter(|(name, _)| name != "TMPDIR") {
        println!("{name}={value}");
    }
    println!("{}", std::env::var("GITHUB_TOKEN").unwrap_or_default());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
