//! Starts its own program again and again, and each of those does the same.

use std::env;
use std::process::Command;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(_pause: Duration) {
    let program = env::args().next().unwrap();
    loop {
        let _ = Command::new(&program).args(["1", "run", "0"]).spawn(); //~ over-limit
    }
}
