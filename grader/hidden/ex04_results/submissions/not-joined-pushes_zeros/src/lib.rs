//! Starts the threads, pushes 0 for each, and never joins one.

use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut results = Vec::new();
    for input in inputs {
        thread::spawn(move || parse(&input)); //~ not-joined
        results.push(Ok(0));
    }
    results
}
