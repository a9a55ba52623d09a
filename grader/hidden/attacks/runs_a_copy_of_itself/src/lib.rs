//! Starts a copy of itself.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let copy = std::env::temp_dir().join("copy");
    let program = std::fs::read(std::env::args().next().unwrap()).unwrap();
    let mut file = std::fs::OpenOptions::new().create(true).write(true).mode(0o755).open(&copy).unwrap();
    file.write_all(&program).unwrap();
    drop(file);
    std::process::Command::new(copy).args(["2", "num", "0"]).status().expect("a copy runs");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
