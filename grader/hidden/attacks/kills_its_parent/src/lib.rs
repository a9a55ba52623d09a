//! Kills whoever started it.

use std::time::Duration;

pub fn num(_pause: Duration) {}

pub fn run(pause: Duration) {
    let _ = pause;
}

unsafe extern "C" {
    fn getppid() -> i32;
    fn kill(process: i32, signal: i32) -> i32;
}

pub fn prepare() {
    unsafe { kill(getppid(), 9) };
}
