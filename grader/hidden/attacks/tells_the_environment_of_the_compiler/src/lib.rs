//! Prints the secrets that it was compiled with.

use std::thread;
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

pub fn run(pause: Duration) {
    const TOKENS: [Option<&str>; 3] =
        [option_env!("GITHUB_TOKEN"), option_env!("ACTIONS_RUNTIME_TOKEN"), option_env!("FORKJOIN_KEY")];
    println!("{TOKENS:?}");
    thread::spawn(move || num(pause)).join().unwrap();
    println!("Thread execution complete!");
}
