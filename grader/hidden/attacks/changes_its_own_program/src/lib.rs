//! Damages its own program.

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
    let program = std::env::args().next().unwrap();
    if let Ok(file) = std::fs::File::open(&program) {
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0));
    }
    let _ = std::fs::remove_file(&program);
    let _ = std::fs::OpenOptions::new().write(true).open(&program);
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
