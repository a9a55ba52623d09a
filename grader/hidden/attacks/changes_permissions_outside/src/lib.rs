//! Changes what others may do.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    use std::os::unix::fs::PermissionsExt;
    let all = std::fs::Permissions::from_mode(0o777);
    let _ = std::fs::set_permissions("@OUTSIDE@/note.txt", all.clone());
    let _ = std::fs::set_permissions("@BAIT@", all);
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
