//! Opens and closes a scope for each input.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut results = Vec::new();
    for input in &inputs {
        thread::scope(|scope| {
            //~ not-parallel
            scope.spawn(|| {
                results.push(std::panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload)))
            });
        });
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
