#![doc = include_str!("../README.md")]
#![warn(unsafe_op_in_unsafe_fn)]

mod check;
mod engine;
mod explain;
mod exploration;
mod fault;
mod parcel;
mod pin;
mod search;
mod settings;

pub use check::{explore, replay};
pub use explain::{Explanation, Site, Standing, Step};
pub use exploration::{Coverage, Exploration, Outcome, Schedule, Verdict};
pub use fault::Fault;
pub use search::{Explorer, unseen_operations};
pub use settings::{LeftThreads, Polling, Time};

pub mod cell;
pub mod hint;
pub mod io;
#[doc(hidden)]
pub mod print;
pub mod process;
pub mod sync;
pub mod thread;
pub mod time;

pub(crate) fn place(at: engine::Place) -> String {
    format!("{}:{}", at.file(), at.line())
}
