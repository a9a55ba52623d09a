//! Counts and pauses first, and prints all ten lines at once.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    let mut text = String::new();
    for number in 1..=10 {
        text += &format!("{number}\n");
        thread::sleep(pause);
    }
    print!("{text}"); //~ wrong-output
}

pub fn run(pause: Duration) {
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
