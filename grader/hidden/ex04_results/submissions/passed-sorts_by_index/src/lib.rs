//! Results are pushed as they come, each with the number of its input, and sorted when the scope is over.

use std::any::Any;
use std::panic;
use std::sync::Mutex;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for (index, input) in inputs.iter().enumerate() {
            let results = &results;
            scope.spawn(move || {
                let result = caught(input);
                results.lock().unwrap().push((index, result));
            });
        }
    });
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
