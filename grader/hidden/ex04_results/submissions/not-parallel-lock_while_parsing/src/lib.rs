//! Each thread locks the results before it parses, so that only one parses at a time.

use std::any::Any;
use std::panic;
use std::sync::{Arc, Mutex};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let results = Arc::new(Mutex::new(vec![Ok(0); inputs.len()]));
    let start = |(index, input): (usize, String)| {
        let results = Arc::clone(&results);
        thread::spawn(move || {
            let mut results = results.lock().unwrap(); //~ not-parallel
            results[index] = caught(&input);
        })
    };
    let handles: Vec<_> = inputs.into_iter().enumerate().map(start).collect();
    handles.into_iter().for_each(|handle| handle.join().expect("the panic was caught"));
    std::mem::take(&mut *results.lock().unwrap())
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
