use std::path::Path; // refused: module `path` is private
pub fn run() -> bool {
    Path::new("/etc/passwd").exists()
}
