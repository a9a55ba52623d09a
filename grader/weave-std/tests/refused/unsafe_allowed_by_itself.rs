#![allow(unsafe_code)] // refused: forbid
pub fn run() -> u8 {
    unsafe { *std::ptr::null() }
}
