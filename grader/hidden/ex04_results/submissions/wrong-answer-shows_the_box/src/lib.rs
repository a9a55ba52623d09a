//! Shows the payload with {:?}, which says nothing of what is in the box.

use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let handles: Vec<_> = inputs.into_iter().map(|input| thread::spawn(move || parse(&input))).collect();
    handles.into_iter().map(|handle| handle.join().map_err(|payload| format!("{payload:?}"))).collect() //~ wrong-answer
}
