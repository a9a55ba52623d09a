//! Goes on with the panic of the thread where it joins it.

use std::panic;
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let handles: Vec<_> = inputs.into_iter().map(|input| thread::spawn(move || parse(&input))).collect();
    let joined =
        |handle: thread::JoinHandle<i64>| handle.join().unwrap_or_else(|payload| panic::resume_unwind(payload)); //~ panicked
    handles.into_iter().map(joined).map(Ok).collect()
}
