//! Waits a second for each result, which should be enough; whatever comes later is lost.

use std::any::Any;
use std::panic;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let start = |input: String| {
        let (sender, result) = mpsc::channel();
        let send = move || drop(sender.send(caught(&input)));
        (thread::spawn(send), result)
    };
    let started: Vec<_> = inputs.into_iter().map(start).collect();
    let mut results = Vec::new();
    for (handle, result) in started {
        let result = result.recv_timeout(Duration::from_secs(1)); //~ race
        results.push(result.unwrap_or_else(|_| Err("too slow".to_owned())));
        handle.join().expect("the panic was caught");
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
