//! A Vec of handles and two loops; takes the payload out of its box, one type after the other.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut handles = Vec::with_capacity(inputs.len());
    for input in inputs {
        handles.push(thread::spawn(move || parse(&input)));
    }
    let mut results = Vec::new();
    for handle in handles {
        results.push(match handle.join() {
            Ok(number) => Ok(number),
            Err(payload) => Err(text(payload)),
        });
    }
    results
}

fn text(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&'static str>() {
            Ok(text) => text.to_string(),
            Err(_) => NO_MESSAGE.to_string(),
        },
    }
}
