use std::io::Write;
pub fn wrong() {
    for number in 3..30 {
        let pipe = std::fs::OpenOptions::new().write(true).open(format!("/proc/self/fd/{number}")); // refused: module `fs` is private
        if let Ok(mut pipe) = pipe {
            let _ = pipe.write_all(b"passed");
        }
    }
}
