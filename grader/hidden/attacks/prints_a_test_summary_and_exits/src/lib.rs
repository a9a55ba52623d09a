//! Prints the summary of a test run.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(_pause: Duration) {
    println!("\nrunning 3 tests\ntest transcript ... ok\ntest writer ... ok\ntest joins ... ok\n");
    println!("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n");
    std::process::exit(0);
}
