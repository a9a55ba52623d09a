//! A scope for each input, one within the other, so that all threads are there before the innermost ends.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut results = parse_rest(&inputs);
    results.reverse();
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn parse_rest(inputs: &[String]) -> Vec<Result<i64, String>> {
    let Some((input, others)) = inputs.split_first() else { return Vec::new() };
    thread::scope(|scope| {
        let first = scope.spawn(|| parse(input));
        let mut results = parse_rest(others);
        results.push(first.join().map_err(|payload| message(&*payload)));
        results
    })
}
