//! Opens files for ever.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let program = std::env::args().next().unwrap();
    let opened: Vec<_> = (0..100_000).map(|_| std::fs::File::open(&program).unwrap()).collect();
    println!("{}", opened.len());
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
