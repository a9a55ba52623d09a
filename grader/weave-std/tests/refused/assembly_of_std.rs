use std::arch::asm; // refused: module `arch` is private
pub fn run() {}
