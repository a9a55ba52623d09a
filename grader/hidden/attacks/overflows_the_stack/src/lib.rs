//! Calls itself until the stack is used up.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    println!("{}", deeper(pause.as_nanos() as u64));
}

fn deeper(level: u64) -> u64 {
    let block = std::hint::black_box([level; 128]);
    1 + deeper(block[5] + 1)
}
