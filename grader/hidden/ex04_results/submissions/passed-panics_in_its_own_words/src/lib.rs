//! Threads catch the panic and panic again, always with a String, so that whoever joins knows the type.

use std::any::Any;
use std::panic;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let start = |input: String| {
        thread::spawn(move || match panic::catch_unwind(|| parse(&input)) {
            Ok(number) => number,
            Err(payload) => panic!("{}", message(&*payload)),
        })
    };
    let handles: Vec<_> = inputs.into_iter().map(start).collect();
    let text = |payload: Box<dyn Any + Send>| *payload.downcast::<String>().expect("threads panic with a String");
    handles.into_iter().map(|handle| handle.join().map_err(text)).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
