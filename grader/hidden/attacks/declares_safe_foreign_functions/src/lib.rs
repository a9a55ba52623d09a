//! Calls a C function that is said to be safe.

use std::time::Duration;

pub fn num(_pause: Duration) {}

pub fn run(pause: Duration) {
    let _ = pause;
}

unsafe extern "C" {
    safe fn getpid() -> i32;
}

pub fn prepare() -> i32 {
    getpid()
}
