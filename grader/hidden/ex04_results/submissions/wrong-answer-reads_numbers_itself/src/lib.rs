//! Does not call parse on its threads, but what it thinks parse does.

use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let read = |input: String| match input.trim() {
        "" => Err("an empty text is not a number".to_owned()),
        text => text.parse().map_err(|error: std::num::ParseIntError| match error.kind() {
            std::num::IntErrorKind::InvalidDigit => format!("{text:?} is not a number"),
            _ => NO_MESSAGE.to_owned(),
        }),
    };
    let handles: Vec<_> = inputs.into_iter().map(|input| thread::spawn(move || read(input))).collect(); //~ wrong-answer
    handles.into_iter().map(|handle| handle.join().expect("nothing panics")).collect()
}
