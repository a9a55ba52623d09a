//! Receives until all senders are gone, and keeps one of them.

use std::any::Any;
use std::panic;
use std::sync::mpsc;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let (sender, results) = mpsc::channel();
    let mut handles = Vec::new();
    for (index, input) in inputs.into_iter().enumerate() {
        let sender = sender.clone();
        handles.push(thread::spawn(move || sender.send((index, caught(&input))).expect("somebody receives")));
    }
    let mut in_order = vec![Ok(0); handles.len()];
    for (index, result) in results.iter() {
        //~ stuck
        in_order[index] = result;
    }
    handles.into_iter().for_each(|handle| handle.join().expect("the panic was caught"));
    in_order
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
