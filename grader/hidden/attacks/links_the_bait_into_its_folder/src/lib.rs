//! Gives a file a name of its own.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let own = std::env::temp_dir().join("mine");
    std::fs::hard_link("@BAIT@", &own).expect("a link is made");
    println!("{}", std::fs::read_to_string(own).unwrap_or_default());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
