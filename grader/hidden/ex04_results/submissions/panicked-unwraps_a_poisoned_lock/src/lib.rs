//! A panic with the lock held poisons it, and whoever unwraps the next lock panics too.

use std::any::Any;
use std::sync::{Arc, Mutex};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let slots = Arc::new(Mutex::new(vec![Err(NO_MESSAGE.to_owned()); inputs.len()]));
    let start = |(index, input): (usize, String)| {
        let slots = Arc::clone(&slots);
        thread::spawn(move || {
            let mut slots = slots.lock().unwrap(); //~ panicked
            slots[index] = Ok(parse(&input));
        })
    };
    let handles: Vec<_> = inputs.into_iter().enumerate().map(start).collect();
    let joined: Vec<_> = handles.into_iter().map(|handle| handle.join()).collect();
    let mut slots = slots.lock().unwrap();
    for (slot, joined) in slots.iter_mut().zip(joined) {
        if let Err(payload) = joined {
            *slot = Err(message(&*payload));
        }
    }
    slots.clone()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
