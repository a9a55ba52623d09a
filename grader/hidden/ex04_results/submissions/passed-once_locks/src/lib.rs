//! A OnceLock for each result, set by its thread and taken when all have ended.

use std::any::Any;
use std::panic;
use std::sync::{Arc, OnceLock};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let slots: Vec<Arc<OnceLock<Result<i64, String>>>> = inputs.iter().map(|_| Arc::default()).collect();
    let start = |(input, slot): (String, &Arc<OnceLock<_>>)| {
        let slot = Arc::clone(slot);
        thread::spawn(move || slot.set(caught(&input)).expect("it is set once"))
    };
    let handles: Vec<_> = inputs.into_iter().zip(&slots).map(start).collect();
    handles.into_iter().for_each(|handle| handle.join().expect("the panic was caught"));
    slots.iter().map(|slot| slot.get().cloned().expect("its thread has set it")).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
