//! A macro writes the unsafe block.

use std::time::Duration;

pub fn num(_pause: Duration) {}

pub fn run(pause: Duration) {
    let _ = pause;
}

macro_rules! hidden {
    ($keyword:tt) => {
        pub fn reach() -> u8 {
            $keyword { *(8 as *const u8) }
        }
    };
}

hidden!(unsafe);
