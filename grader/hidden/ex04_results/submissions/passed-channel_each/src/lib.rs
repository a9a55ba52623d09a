//! A channel for each thread: one that is closed without a message says that its thread panicked, and join why.

use std::any::Any;
use std::sync::mpsc;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let start = |input: String| {
        let (sender, result) = mpsc::sync_channel(1);
        let handle = thread::spawn(move || {
            let number = parse(&input);
            sender.send(number).expect("somebody receives");
        });
        (result, handle)
    };
    let started: Vec<_> = inputs.into_iter().map(start).collect();
    let mut results = Vec::new();
    for (result, handle) in started {
        let number = result.recv();
        let ended = handle.join();
        results.push(number.map_err(|_| message(&*ended.expect_err("it ended without a message"))));
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
