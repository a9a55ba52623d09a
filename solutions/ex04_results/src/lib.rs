//! # ex04: results and panics
//!
//! A thread gives back what its closure returns. And if it panics? Then only that thread ends, and whoever joins it gets to
//! know:
//!
//! ```text
//! parse_all(["7", "seven", "-7"])
//!              │      │       │         a thread each, all of them at once
//!              ▼      ▼       ▼
//!           returns panics returns
//!              │      │       │         join gives Ok(value) or Err(payload)
//!              ▼      ▼       ▼
//!   [Ok(7), Err("\"seven\" is not a number"), Ok(-7)]
//! ```
//!
//! Write [`parse_all`]. [`parse`] is given, in `src/parse.rs`: it reads one number, takes its time for it, and panics where
//! there is none. Three things to know:
//!
//! - [`join`](std::thread::JoinHandle::join) returns a [`Result`](std::thread::Result): `Ok` with the value of the closure,
//!   or `Err` with the *payload* of the panic, a `Box<dyn Any + Send>`.
//! - A payload may be of any type. [`downcast_ref`](std::any::Any#method.downcast_ref) asks whether it is of this one. The
//!   box is `Any` too: ask what is in it, `&*payload`, and not the box itself.
//! - Iterators are lazy: `map` does nothing until somebody wants the next value.
//!
//! Try it with `cargo test -p ex04`. `tests/schedules.rs` runs your function under every order in which its threads can take
//! turns; `tests/visible.rs` runs it on real threads. The grader does both, and sees which thread called `parse`, how many
//! threads there were at once, and how whoever started them waited. That a panic is also told on standard error is fine.

// ANCHOR: solution
use std::any::Any;
use std::thread::{self, JoinHandle};
// ANCHOR_END: solution

// Given: this brings in src/parse.rs.
mod parse;

pub use parse::parse;

/// The message of a panic whose payload is neither a `&str` nor a `String`. Given.
pub const NO_MESSAGE: &str = "a panic without a message";

/// Calls [`parse`] with each of the inputs, each on a thread of its own, and gives what came of each, in the order of the
/// inputs.
///
/// - A result is `Ok` with the number that `parse` returned, or `Err` with the message with which it panicked: the text of
///   its payload, unchanged, be it a `&str` or a `String`. A payload of another type has no text; its message is
///   [`NO_MESSAGE`].
/// - The results are in the order of the inputs, whichever thread is first. There is one for each input, also where two
///   inputs are alike.
/// - There are as many threads as inputs, each of them calls `parse` once, and nobody else calls it. No inputs, no thread.
///   There will be no more than 64 inputs; to do with fewer threads than inputs is the matter of ex05.
/// - All threads are started before the end of the first is waited for, and none waits for another to have parsed: all
///   pauses together take as long as one.
/// - When it returns, every thread has been joined, also one that panicked; a [scope](std::thread::scope) joins by itself.
/// - Who waits, sleeps until there is news. It does not ask again and again, neither as fast as it can nor at intervals.
///
/// # Panics
/// Never, whatever the inputs. It leaves the panic hook of the process, which is everybody's, as it is.
pub fn parse_all(inputs: Vec<String>) -> Vec<Result<i64, String>> {
    // ANCHOR: solution
    // STUB: todo!("parse {inputs:?}, each on a thread of its own")
    // Two loops, not one. `collect` at the end of the first starts them all; without it, each `map` below would ask the one
    // above for a single thread, join it, and only then ask for the next.
    let threads: Vec<JoinHandle<i64>> = inputs.into_iter().map(|input| thread::spawn(move || parse(&input))).collect();
    // In the order of the inputs, whoever ends first: a thread that has ended keeps its result until it is joined. No thread
    // can be forgotten here, since a panic is a value like any other, and no `?` or `unwrap` leaves the loop early.
    threads.into_iter().map(|thread| thread.join().map_err(|payload| message(&*payload))).collect()
    // ANCHOR_END: solution
}
// ANCHOR: solution

/// `panic!("text")` carries a `&'static str`, `panic!("{filled} in")` a `String`, and `panic_any` whatever it was given.
fn message(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&'static str>().copied();
    let text = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or(NO_MESSAGE).to_owned()
}
// ANCHOR_END: solution
