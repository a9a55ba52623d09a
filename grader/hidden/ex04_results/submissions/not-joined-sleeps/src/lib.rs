//! Sleeps for a second, in which the threads will be done, and takes what is there.

use std::any::Any;
use std::panic;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let slots = Arc::new(Mutex::new(vec![Err("too slow".to_owned()); inputs.len()]));
    for (index, input) in inputs.into_iter().enumerate() {
        let slots = Arc::clone(&slots);
        thread::spawn(move || {
            //~ not-joined
            let result = caught(&input);
            slots.lock().unwrap()[index] = result;
        });
    }
    thread::sleep(Duration::from_secs(1));
    let results = slots.lock().unwrap().clone();
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
