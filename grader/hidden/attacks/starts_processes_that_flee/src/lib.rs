//! A chain of processes, each of which outlives its parent.

use std::process::Stdio;
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
    std::process::Command::new(program).args(["2", "run", "0"]).stdout(Stdio::null()).spawn().unwrap();
    if std::env::args().nth(1).as_deref() != Some("2") {
        thread::spawn(move || num(pause)).join().unwrap();
        println!("Thread execution complete!");
    }
}
