//! Keeps the handles in a map by the text of the input: others follow, and of two that are alike one is lost.

use std::any::Any;
use std::collections::BTreeMap;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut handles = BTreeMap::new();
    for (number, input) in inputs.into_iter().enumerate() {
        let text = input.clone();
        handles.insert((text, number), thread::spawn(move || parse(&input)));
    }
    handles.into_values().map(|handle| handle.join().map_err(|payload| message(&*payload))).collect() //~ wrong-answer
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
