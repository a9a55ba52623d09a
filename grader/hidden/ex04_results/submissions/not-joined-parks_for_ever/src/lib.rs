//! Each thread hands over its result, and then parks for ever.

use std::any::Any;
use std::panic;
use std::sync::mpsc;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let start = |input: String| {
        let (sender, result) = mpsc::channel();
        thread::spawn(move || {
            //~ not-joined
            sender.send(caught(&input)).expect("somebody receives");
            loop {
                thread::park();
            }
        });
        result
    };
    let started: Vec<_> = inputs.into_iter().map(start).collect();
    started.into_iter().map(|result| result.recv().expect("it sends, whatever happens")).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
