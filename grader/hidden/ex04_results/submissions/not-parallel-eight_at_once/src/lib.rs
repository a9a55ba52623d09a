//! Starts eight threads and joins them, then the next eight.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut results = Vec::new();
    for some in inputs.chunks(8) {
        let handles: Vec<_> = some.iter().cloned().map(|input| thread::spawn(move || parse(&input))).collect();
        results.extend(handles.into_iter().map(|handle| handle.join())); //~ not-parallel
    }
    results.into_iter().map(|result| result.map_err(|payload| message(&*payload))).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
