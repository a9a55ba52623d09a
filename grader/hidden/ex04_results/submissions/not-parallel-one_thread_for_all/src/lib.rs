//! One thread parses all inputs, one after the other.

use std::any::Any;
use std::panic;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    if inputs.is_empty() {
        return Vec::new();
    }
    let all = move || inputs.iter().map(|input| caught(input)).collect();
    thread::spawn(all).join().expect("the panics were caught")
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload)) //~ not-parallel
}
