unsafe extern "C" { // refused: unsafe
    safe fn getpid() -> i32;
}
pub fn run() -> i32 {
    getpid()
}
