//! Each thread starts a second one that parses, and tells of its panic.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let guard = |input: String| {
        thread::spawn(move || {
            let parsing = thread::spawn(move || parse(&input)); //~ not-bounded
            parsing.join().map_err(|payload| message(&*payload))
        })
    };
    let guards: Vec<_> = inputs.into_iter().map(guard).collect();
    guards.into_iter().map(|guard| guard.join().expect("the panic was heard")).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
