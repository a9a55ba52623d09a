//! Starts sudo.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for program in ["/usr/bin/sudo", "/usr/bin/su", "/usr/bin/pkexec", "/usr/bin/docker"] {
        let _ = std::process::Command::new(program).arg("-n").arg("id").status();
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
