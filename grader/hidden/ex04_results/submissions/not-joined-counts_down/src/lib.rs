//! Waits on a condvar until all results are there. The threads may still be on their way out.

use std::any::Any;
use std::panic;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let count = inputs.len();
    let shared = Arc::new((Mutex::new((0, vec![Ok(0); count])), Condvar::new()));
    for (index, input) in inputs.into_iter().enumerate() {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            //~ not-joined
            let result = caught(&input);
            let mut state = shared.0.lock().unwrap();
            state.0 += 1;
            state.1[index] = result;
            shared.1.notify_one();
        });
    }
    let mut state = shared.1.wait_while(shared.0.lock().unwrap(), |state| state.0 < count).unwrap();
    std::mem::take(&mut state.1)
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
