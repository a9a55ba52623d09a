//! Asks every millisecond whether all threads have ended.

use std::any::Any;
use std::thread;
use std::time::Duration;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let handles: Vec<_> = inputs.into_iter().map(|input| thread::spawn(move || parse(&input))).collect();
    while handles.iter().any(|handle| !handle.is_finished()) {
        thread::sleep(Duration::from_millis(1)); //~ busy-wait
    }
    handles.into_iter().map(|handle| handle.join().map_err(|payload| message(&*payload))).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
