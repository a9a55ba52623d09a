extern crate std as real;
pub fn run() {
    let _ = real::fs::read("/etc/passwd"); // refused: module `fs` is private
}
