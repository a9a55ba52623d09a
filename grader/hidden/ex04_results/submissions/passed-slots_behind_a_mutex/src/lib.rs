//! Slots behind a Mutex: each thread catches the panic, and locks for as long as it takes to put its result in.

use std::any::Any;
use std::panic;
use std::sync::{Arc, Mutex};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let slots = Arc::new(Mutex::new(vec![None; inputs.len()]));
    let handles: Vec<_> = (0..)
        .zip(inputs)
        .map(|(index, input): (usize, String)| {
            let slots = Arc::clone(&slots);
            thread::spawn(move || {
                let result = caught(&input);
                slots.lock().unwrap()[index] = Some(result);
            })
        })
        .collect();
    for handle in handles {
        handle.join().expect("the panic was caught");
    }
    let results = slots.lock().unwrap().drain(..).collect::<Option<Vec<_>>>();
    results.expect("every thread has put its result in")
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
