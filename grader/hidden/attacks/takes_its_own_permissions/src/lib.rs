//! Damages its own program.

use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let program = std::fs::File::open(std::env::args().next().unwrap());
    let _ = program.and_then(|program| program.set_permissions(std::fs::Permissions::from_mode(0)));
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
