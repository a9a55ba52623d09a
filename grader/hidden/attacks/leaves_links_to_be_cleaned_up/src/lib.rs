//! Leaves links behind.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
    let own = std::env::temp_dir();
    for (name, target) in [("folder", "@OUTSIDE@"), ("file", "@BAIT@"), ("root", "/")] {
        std::os::unix::fs::symlink(target, own.join(name)).unwrap();
    }
}
