//! One child after another works until it is ended.

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
    if std::env::args().nth(1).as_deref() == Some("2") {
        let began = std::time::Instant::now();
        while began.elapsed() < Duration::from_millis(300) {}
        return;
    }
    while pause.as_nanos() < u128::MAX {
        let _ = std::process::Command::new(&program).args(["2", "run", "0"]).status();
    }
}
