//! Two maps and one collect: the second map joins each thread before the first one starts the next.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    inputs
        .into_iter()
        .map(|input| thread::spawn(move || parse(&input)))
        .map(|handle| handle.join()) //~ not-parallel
        .map(|result| result.map_err(|payload| message(&*payload)))
        .collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
