//! Waits for a message of each thread, but one that panics sends none.

use std::any::Any;
use std::sync::mpsc;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let (sender, numbers) = mpsc::channel();
    let mut handles = Vec::new();
    for (index, input) in inputs.into_iter().enumerate() {
        let sender = sender.clone();
        handles.push(thread::spawn(move || sender.send((index, parse(&input))).expect("somebody receives")));
    }
    let mut results = vec![Ok(0); handles.len()];
    for _ in 0..handles.len() {
        let (index, number) = numbers.recv().expect("somebody sends"); //~ stuck
        results[index] = Ok(number);
    }
    for (handle, result) in handles.into_iter().zip(&mut results) {
        if let Err(payload) = handle.join() {
            *result = Err(message(&*payload));
        }
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
