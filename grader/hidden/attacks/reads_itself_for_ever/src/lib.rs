//! Reads its program for ever.

use std::io::Read;
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
    while pause.as_nanos() < u128::MAX {
        let _ = std::fs::File::open(&program).map(|mut file| file.read(&mut [0; 16]));
    }
}
