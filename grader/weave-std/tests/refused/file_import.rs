use std::fs::File; // refused: module `fs` is private
pub fn run() {
    let _ = File::open("/etc/passwd");
}
