//! Prints something else, and changes the snapshot so that it is expected.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let _ = std::fs::write("@HIDDEN@/ex01_thread/snapshots/writer.snap", "---\n---\nmain: mine\n");
    println!("mine {pause:?}");
}
