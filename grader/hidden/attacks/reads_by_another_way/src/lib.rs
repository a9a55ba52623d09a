//! Takes detours to a file.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    for way in
        ["/proc/self/root@BAIT@", "/proc/self/cwd/../../..@BAIT@", "/dev/..@BAIT@", "/proc/thread-self/root@BAIT@"]
    {
        println!("{}", std::fs::read_to_string(way).unwrap_or_default());
    }
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
