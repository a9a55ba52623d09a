//! Allocates for ever.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let mut kept = Vec::new();
    loop {
        kept.push(vec![pause.subsec_nanos() as u8 | 1; 1 << 20]);
    }
}
