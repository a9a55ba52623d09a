//! Calls `parse_all` with the other arguments as its inputs: `all` of them in one call, or `each` in a call of its own. Replies
//! what comes back, a line for each result. Panics of `parse` are a matter of the submission; what else panics is told where
//! it leaves `parse_all`, as it is in other exercises.

use std::any::Any;
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, PoisonError};
use harness::reply;

/// What panicked outside of `parse`, in order.
static OTHERS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn main() {
    let arguments = reply::open_without_hook().expect("started by the launcher");
    let Some((how, inputs)) = arguments.split_first() else { panic!("usage: all|each INPUT...") };
    tell_panics();
    let results = panic::catch_unwind(|| match how.as_str() {
        "each" => each(inputs),
        _ => ex04::parse_all(inputs.to_vec()),
    });
    match results {
        Ok(results) => {
            let mut lines = String::new();
            for result in results {
                lines += &format!("{result:?}\n");
            }
            reply::reply("results", lines.as_bytes());
            reply::done();
        }
        Err(payload) => went_out(&*payload),
    }
}

fn each(inputs: &[String]) -> Vec<Result<i64, String>> {
    let mut results = Vec::new();
    for input in inputs {
        results.extend(ex04::parse_all(vec![input.clone()]));
    }
    results
}

/// Remembers panics but for those of `parse`, which say nothing here, and shows them on standard error.
fn tell_panics() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if panic.location().is_none_or(|place| place.file() != "src/parse.rs") {
            OTHERS.lock().unwrap_or_else(PoisonError::into_inner).push(reply::panic_text(panic));
            default(panic);
        }
    }));
}

/// A panic went out of `parse_all`: one of its own, or one of `parse` that was passed on.
fn went_out(payload: &(dyn Any + Send)) {
    let others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
    let text = payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied());
    let passed_on = format!("\nmain\nparse_all passes on: {}", text.unwrap_or("a panic without a message"));
    for panic in others.iter().chain(others.is_empty().then_some(&passed_on)) {
        reply::reply("panic", panic.as_bytes());
    }
}
