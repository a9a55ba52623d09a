use std::*;
pub fn run() {
    let _ = fs::read("/etc/passwd"); // refused: `fs`
}
