//! Starts a thread for the first input, does the same for the others, and joins on its way back.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut results = Vec::new();
    parse_rest(inputs.into_iter(), &mut results);
    results.reverse();
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn parse_rest(mut inputs: impl Iterator<Item = String>, results: &mut Vec<Result<i64, String>>) {
    let Some(input) = inputs.next() else { return };
    let first = thread::spawn(move || parse(&input));
    parse_rest(inputs, results);
    results.push(first.join().map_err(|payload| message(&*payload)));
}
