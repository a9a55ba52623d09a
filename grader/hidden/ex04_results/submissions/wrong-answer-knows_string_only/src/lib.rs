//! Asks for a String only, which a message with nothing filled in is not.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let handles: Vec<_> = inputs.into_iter().map(|input| thread::spawn(move || parse(&input))).collect();
    handles.into_iter().map(|handle| handle.join().map_err(|payload| message(&*payload))).collect() //~ wrong-answer
}

fn message(payload: &(dyn Any + Send)) -> String {
    payload.downcast_ref::<String>().cloned().unwrap_or_else(|| NO_MESSAGE.to_owned())
}
