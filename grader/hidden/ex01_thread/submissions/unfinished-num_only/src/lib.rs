//! `num` is written, `run` is still to be.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    todo!("run num({pause:?}) on a new thread") //~ unfinished
}
