//! Results come by a channel; joins the threads that had a number, and lets go of the others.

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
        (thread::spawn(move || sender.send(caught(&input)).expect("somebody receives")), result) //~ not-joined
    };
    let started: Vec<_> = inputs.into_iter().map(start).collect();
    let mut results = Vec::new();
    for (handle, result) in started {
        let result = result.recv().expect("it sends, whatever happens");
        if result.is_ok() {
            handle.join().expect("the panic was caught");
        }
        results.push(result);
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
