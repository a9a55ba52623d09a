//! Writes to the files of the runner.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for name in ["github_output", "github_env", "note.txt"] {
        let file = std::fs::OpenOptions::new().append(true).open(format!("@OUTSIDE@/{name}"));
        let _ = file.map(|mut file| std::io::Write::write_all(&mut file, b"score=100\n"));
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
