//! Each thread takes the number of its slot when it begins, in place of being told its own.

use std::any::Any;
use std::panic;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let next = AtomicUsize::new(0);
    let slots = Mutex::new(vec![Ok(0); inputs.len()]);
    thread::scope(|scope| {
        for input in &inputs {
            scope.spawn(|| {
                let index = next.fetch_add(1, Ordering::Relaxed); //~ race
                let result = caught(input);
                slots.lock().unwrap()[index] = result;
            });
        }
    });
    slots.into_inner().unwrap()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
