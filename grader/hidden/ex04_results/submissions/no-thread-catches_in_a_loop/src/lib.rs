//! Catches the panics in a plain loop: right results, and no thread.

use std::any::Any;
use std::panic;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut results = Vec::new();
    for input in inputs {
        let result = panic::catch_unwind(|| parse(&input)); //~ no-thread
        results.push(result.map_err(|payload| message(&*payload)));
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
