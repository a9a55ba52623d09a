//! Parses the last input on the thread that calls, which would only wait meanwhile.

use std::any::Any;
use std::panic;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut inputs = inputs;
    let Some(last) = inputs.pop() else { return Vec::new() };
    let handles: Vec<_> = inputs.into_iter().map(|input| thread::spawn(move || parse(&input))).collect();
    let last = panic::catch_unwind(|| parse(&last)); //~ no-thread
    let results = handles.into_iter().map(|handle| handle.join()).chain([last]);
    results.map(|result| result.map_err(|payload| message(&*payload))).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
