//! Threads with names, from a Builder.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let start = |(number, input): (usize, String)| {
        let builder = thread::Builder::new().name(format!("parse {number}"));
        builder.spawn(move || parse(&input)).expect("the system starts a thread")
    };
    let handles: Vec<_> = inputs.into_iter().enumerate().map(start).collect();
    handles.into_iter().map(|handle| handle.join().map_err(|payload| message(payload.as_ref()))).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
