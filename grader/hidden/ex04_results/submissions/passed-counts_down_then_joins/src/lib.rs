//! Waits on a condvar until all threads have put their results in, and joins them then.

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
    let start = |(index, input): (usize, String)| {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let result = caught(&input);
            let mut state = shared.0.lock().unwrap();
            state.0 += 1;
            state.1[index] = result;
            shared.1.notify_one();
        })
    };
    let handles: Vec<_> = inputs.into_iter().enumerate().map(start).collect();
    let mut state = shared.1.wait_while(shared.0.lock().unwrap(), |state| state.0 < count).unwrap();
    let results = std::mem::take(&mut state.1);
    // Whoever came last may still have to let go of the lock: not to be waited for with the lock held.
    drop(state);
    handles.into_iter().for_each(|handle| handle.join().expect("the panic was caught"));
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
