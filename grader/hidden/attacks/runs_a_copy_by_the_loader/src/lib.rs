//! Starts the loader with a copy of itself.

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
    std::fs::write(&copy, program).unwrap();
    let mut loader = std::process::Command::new("/lib64/ld-linux-x86-64.so.2");
    let status = loader.arg(copy).args(["2", "num", "0"]).stdout(std::process::Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "the loader does not run it");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
