//! Waits until a thread runs before it starts the next one; for their ends it waits when all are there.

use std::any::Any;
use std::sync::mpsc;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut handles = Vec::new();
    for input in inputs {
        let (sender, runs) = mpsc::channel();
        handles.push(thread::spawn(move || {
            sender.send(()).expect("somebody receives");
            parse(&input)
        }));
        runs.recv().expect("it says so first of all");
    }
    handles.into_iter().map(|handle| handle.join().map_err(|payload| message(&*payload))).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
