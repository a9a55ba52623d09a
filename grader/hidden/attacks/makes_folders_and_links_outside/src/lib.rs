//! Makes what does not belong there.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    let folder = std::fs::create_dir("@OUTSIDE@/new");
    let link = std::os::unix::fs::symlink("/etc/passwd", "@OUTSIDE@/link");
    let hard = std::fs::hard_link("@OUTSIDE@/note.txt", "@OUTSIDE@/hard");
    folder.or(link).or(hard).expect("something is made");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
