//! One child after another, each with very long arguments.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    if std::env::args().nth(1).as_deref() == Some("2") {
        return;
    }
    let program = std::env::args().next().unwrap();
    let long = "x".repeat(100_000);
    while pause.as_nanos() < u128::MAX {
        let mut child = std::process::Command::new(&program);
        child.args(["2", "run", "0"]).args((0..18).map(|_| &long)).stderr(std::process::Stdio::null());
        let _ = child.status();
    }
}
