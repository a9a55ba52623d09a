//! A thread for each input, but only eight of them may parse at the same time.

use std::any::Any;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let free = Arc::new((Mutex::new(8), Condvar::new()));
    let start = |input: String| {
        let free = Arc::clone(&free);
        thread::spawn(move || {
            let mut places = free.1.wait_while(free.0.lock().unwrap(), |places| *places == 0).unwrap(); //~ not-parallel
            *places -= 1;
            drop(places);
            let result = std::panic::catch_unwind(|| parse(&input));
            *free.0.lock().unwrap() += 1;
            free.1.notify_one();
            result.map_err(|payload| message(&*payload))
        })
    };
    let handles: Vec<_> = inputs.into_iter().map(start).collect();
    handles.into_iter().map(|handle| handle.join().expect("the panic was caught")).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
