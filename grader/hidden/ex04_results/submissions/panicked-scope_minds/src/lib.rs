//! Leaves the threads to their scope, which panics when one of them did.

use std::sync::Mutex;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let slots = Mutex::new(vec![Err(NO_MESSAGE.to_owned()); inputs.len()]);
    thread::scope(|scope| {
        for (index, input) in inputs.iter().enumerate() {
            let slots = &slots;
            scope.spawn(move || {
                let number = parse(input);
                slots.lock().unwrap()[index] = Ok(number);
            });
        }
    });
    slots.into_inner().unwrap()
}
