//! Each thread pushes its result to a shared Vec when it is done.

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
        for input in &inputs {
            scope.spawn(|| {
                let result = caught(input);
                results.lock().unwrap().push(result); //~ race
            });
        }
    });
    results.into_inner().unwrap()
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
