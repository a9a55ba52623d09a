use std::os::unix::thread::JoinHandleExt; // refused: module `os` is private
pub fn run() {}
