//! Fills the reply channel.

use std::io::Write;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for number in 3..16 {
        let channel = std::fs::OpenOptions::new().write(true).open(format!("/proc/self/fd/{number}"));
        if let Ok(mut channel) = channel {
            while channel.write_all(&[255; 65536]).is_ok() {}
        }
    }
    println!("{pause:?}");
}
