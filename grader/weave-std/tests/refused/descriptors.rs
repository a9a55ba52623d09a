use std::os::fd::AsRawFd; // refused: module `os` is private
pub fn run() -> i32 {
    std::io::stdout().as_raw_fd()
}
