//! The assembler reads a file.

use std::time::Duration;

pub fn num(_pause: Duration) {}

pub fn run(pause: Duration) {
    let _ = pause;
}

std::arch::global_asm!(".globl secret", "secret:", ".incbin \"@BAIT@\"", ".byte 0");
