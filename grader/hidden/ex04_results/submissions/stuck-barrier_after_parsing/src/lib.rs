//! The threads wait for each other when they have parsed, but one that panicked never comes.

use std::any::Any;
use std::sync::{Arc, Barrier};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let barrier = Arc::new(Barrier::new(inputs.len()));
    let start = |input: String| {
        let barrier = Arc::clone(&barrier);
        thread::spawn(move || {
            let number = parse(&input);
            barrier.wait(); //~ stuck
            number
        })
    };
    let handles: Vec<_> = inputs.into_iter().map(start).collect();
    handles.into_iter().map(|handle| handle.join().map_err(|payload| message(&*payload))).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
