//! Starts a thread that parks for ever, so that there is one, and does the work in a loop.

use std::any::Any;
use std::panic;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    thread::spawn(|| {
        //~ not-joined
        loop {
            thread::park();
        }
    });
    let mut results = Vec::new();
    for input in &inputs {
        let result = panic::catch_unwind(|| parse(input));
        results.push(result.map_err(|payload| message(&*payload)));
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
