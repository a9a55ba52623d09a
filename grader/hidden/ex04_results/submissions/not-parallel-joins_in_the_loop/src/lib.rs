//! Joins each thread in the loop that starts them.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut results = Vec::new();
    for input in inputs {
        let handle = thread::spawn(move || parse(&input));
        let result = handle.join(); //~ not-parallel
        results.push(result.map_err(|payload| message(&*payload)));
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
