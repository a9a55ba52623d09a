//! Takes in a file of the kernel that the compiler may read, and that nobody handed in.

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
}

pub static TAKEN: &[u8] = include_bytes!("/proc/sys/vm/overcommit_memory");
