//! Each thread says its number when it ends, however it does, and is joined then.

use std::any::Any;
use std::sync::mpsc::{self, Sender};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let (sender, ended) = mpsc::channel();
    let start = |(number, input): (usize, String)| {
        let tell = TellsAtItsEnd { number, sender: sender.clone() };
        Some(thread::spawn(move || {
            let _tell = tell;
            parse(&input)
        }))
    };
    let mut handles: Vec<_> = inputs.into_iter().enumerate().map(start).collect();
    drop(sender);
    let mut results = vec![Ok(0); handles.len()];
    for number in ended {
        let handle = handles[number].take().expect("it tells once");
        results[number] = handle.join().map_err(|payload| message(&*payload));
    }
    results
}

fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}

/// Dropped when the thread's closure is left, by a return or by a panic.
struct TellsAtItsEnd {
    number: usize,
    sender: Sender<usize>,
}

impl Drop for TellsAtItsEnd {
    fn drop(&mut self) {
        let _ = self.sender.send(self.number);
    }
}
