//! Does not look at whether a number could be printed.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        let _ = writeln!(io::stdout(), "{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!"); //~ wrong-output
}
