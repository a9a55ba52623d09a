//! Prints through a `BufWriter` of its own, flushed after each number.

use std::io::{self, BufWriter, Write};
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    let mut out = BufWriter::new(io::stdout());
    for number in 1..=10 {
        writeln!(out, "{number}").unwrap();
        out.flush().unwrap();
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
