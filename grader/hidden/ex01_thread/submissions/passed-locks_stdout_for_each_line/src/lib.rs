//! Writes with `writeln!` and an explicit flush, under a lock of standard output that is let go before each pause.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        let mut out = io::stdout().lock();
        writeln!(out, "{number}").and_then(|()| out.flush()).expect("a number can be printed");
        drop(out);
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
