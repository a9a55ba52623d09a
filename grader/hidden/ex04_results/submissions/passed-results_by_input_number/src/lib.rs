//! Keeps handles and results in maps by the number of the input.

use std::any::Any;
use std::collections::BTreeMap;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let handles: BTreeMap<usize, thread::JoinHandle<i64>> =
        inputs.into_iter().enumerate().map(|(number, input)| (number, thread::spawn(move || parse(&input)))).collect();
    let results: BTreeMap<usize, Result<i64, String>> = handles
        .into_iter()
        .map(|(number, handle)| (number, handle.join().map_err(|payload| message(&*payload))))
        .collect();
    results.into_values().collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
