//! Prints nothing, for ever.

use std::io::Write;
use std::os::fd::AsFd;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let mut out = std::fs::File::from(std::io::stdout().as_fd().try_clone_to_owned().unwrap());
    while pause.as_nanos() < u128::MAX {
        let _ = out.write(&[]);
    }
}
