//! A further thread puts the results in order, while whoever called only waits.

use std::any::Any;
use std::panic;
use std::sync::mpsc;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    if inputs.is_empty() {
        return Vec::new();
    }
    let (sender, results) = mpsc::channel();
    let mut in_order = vec![Ok(0); inputs.len()];
    let collect = move || {
        for (index, result) in results {
            in_order[index] = result;
        }
        in_order
    };
    let mut handles = Vec::new();
    for (index, input) in inputs.into_iter().enumerate() {
        let sender = sender.clone();
        handles.push(thread::spawn(move || sender.send((index, caught(&input))).expect("somebody receives")));
    }
    drop(sender);
    let collector = thread::spawn(collect); //~ not-bounded
    handles.into_iter().for_each(|handle| handle.join().expect("the panic was caught"));
    collector.join().expect("nothing panics")
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

fn caught(input: &str) -> Result<i64, String> {
    panic::catch_unwind(|| parse(input)).map_err(|payload| message(&*payload))
}
