//! Becomes its own program, which is told to call `num` only.

use std::os::unix::process::CommandExt;
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
    let error = std::process::Command::new(program).args(["1", "num", "0"]).exec();
    panic!("{error} {pause:?}");
}
