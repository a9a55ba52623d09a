//! Opens a file for its child.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    if let Ok(secret) = std::fs::File::open("@BAIT@") {
        let program = std::env::args().next().unwrap();
        let _ = std::process::Command::new(program).args(["2", "num", "0"]).stdin(secret).status();
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
