//! A thread that panics leaves its slot empty, and whoever takes what is in it panics too.

use std::sync::{Arc, OnceLock};
use std::thread;

mod parse;

pub use parse::parse;

pub const NO_MESSAGE: &str = "a panic without a message";

pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    let slots: Vec<Arc<OnceLock<i64>>> = inputs.iter().map(|_| Arc::default()).collect();
    let start = |(input, slot): (String, &Arc<OnceLock<i64>>)| {
        let slot = Arc::clone(slot);
        thread::spawn(move || slot.set(parse(&input)).expect("it is set once"))
    };
    let handles: Vec<_> = inputs.into_iter().zip(&slots).map(start).collect();
    for handle in handles {
        let _ = handle.join();
    }
    slots.iter().map(|slot| Ok(*slot.get().unwrap())).collect() //~ panicked
}
