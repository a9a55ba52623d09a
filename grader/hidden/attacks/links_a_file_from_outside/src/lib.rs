//! The linker reads a file.

use std::time::Duration;

pub fn num(_pause: Duration) {}

pub fn run(pause: Duration) {
    let _ = pause;
}

#[link(name = ":bait", kind = "static")]
unsafe extern "C" {}
