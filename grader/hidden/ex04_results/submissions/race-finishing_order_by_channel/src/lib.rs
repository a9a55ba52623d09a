//! Results come by a channel, in the order in which the threads are done.

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
    for input in inputs {
        let sender = sender.clone();
        handles.push(thread::spawn(move || sender.send(caught(&input)).expect("somebody receives")));
    }
    drop(sender);
    let results = results.iter().collect(); //~ race
    handles.into_iter().for_each(|handle| handle.join().expect("the panic was caught"));
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
