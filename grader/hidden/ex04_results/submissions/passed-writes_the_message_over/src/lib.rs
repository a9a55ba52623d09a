//! Slots that say that there is no message, until the thread or whoever joins it knows better.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let slots = Arc::new(Mutex::new(vec![Err(NO_MESSAGE.to_owned()); inputs.len()]));
    let start = |(index, input): (usize, String)| {
        let slots = Arc::clone(&slots);
        thread::spawn(move || {
            let number = parse(&input);
            slots.lock().unwrap_or_else(PoisonError::into_inner)[index] = Ok(number);
        })
    };
    let handles: Vec<_> = inputs.into_iter().enumerate().map(start).collect();
    for (index, handle) in handles.into_iter().enumerate() {
        if let Err(payload) = handle.join() {
            slots.lock().unwrap_or_else(PoisonError::into_inner)[index] = Err(message(&*payload));
        }
    }
    slots.lock().unwrap_or_else(PoisonError::into_inner).split_off(0)
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
