//! Each thread that is done counts itself; whoever waits looks at the count until it is right.

use std::any::Any;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let done = Arc::new(AtomicUsize::new(0));
    let start = |input: String| {
        let done = Arc::clone(&done);
        thread::spawn(move || {
            let result = caught(&input);
            done.fetch_add(1, Ordering::Release);
            result
        })
    };
    let handles: Vec<_> = inputs.into_iter().map(start).collect();
    while done.load(Ordering::Acquire) < handles.len() {
        //~ busy-wait
        std::hint::spin_loop();
    }
    handles.into_iter().map(|handle| handle.join().expect("the panic was caught")).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
