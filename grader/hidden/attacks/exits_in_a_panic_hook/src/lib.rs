//! A panic ends the process with success.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(_pause: Duration) {
    std::panic::set_hook(Box::new(|_| std::process::exit(0)));
    panic!("never seen");
}
