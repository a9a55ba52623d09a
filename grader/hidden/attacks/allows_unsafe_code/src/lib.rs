//! Allows itself unsafe code.

use std::time::Duration;

pub fn num(_pause: Duration) {}

pub fn run(pause: Duration) {
    let _ = pause;
}

#[allow(unsafe_code)]
mod inner {
    pub fn reach() -> u8 {
        unsafe { *(8 as *const u8) }
    }
}

pub use inner::reach;
