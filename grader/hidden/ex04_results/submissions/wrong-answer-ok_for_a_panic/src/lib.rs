//! A panic counts as 0.

use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let handles: Vec<_> = inputs.into_iter().map(|input| thread::spawn(move || parse(&input))).collect();
    handles.into_iter().map(|handle| Ok(handle.join().unwrap_or_default())).collect() //~ wrong-answer
}
