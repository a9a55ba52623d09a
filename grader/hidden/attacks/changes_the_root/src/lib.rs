//! Wants another root.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let program = std::env::args().next().unwrap();
    let mut child = std::process::Command::new(program);
    let _ = child.args(["2", "num", "0"]).current_dir("@OUTSIDE@").stdout(std::process::Stdio::null()).status();
    std::os::unix::fs::chroot("@OUTSIDE@").expect("another root");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
