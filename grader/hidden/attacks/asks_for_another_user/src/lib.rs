//! Wants to be root.

use std::os::unix::process::CommandExt;
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
    let _ = std::process::Command::new(program).args(["2", "num", "0"]).uid(0).gid(0).status();
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
