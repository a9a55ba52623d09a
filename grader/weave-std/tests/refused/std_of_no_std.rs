#![no_std]
extern crate std;
pub fn run() {
    std::fs::read("/etc/passwd"); // refused: module `fs` is private
}
