//! As [`std::process`], but that a program under exploration does not end the process: to call [`exit`] or [`abort`] is a
//! fault, [`Exited`](crate::Fault::Exited).

use crate::engine::point::stop;
use crate::engine::{Action, execution, me};
use crate::fault::Fault;
use std::panic::Location;

pub use std::process::*;

/// As [`std::process::exit`].
#[track_caller]
pub fn exit(code: i32) -> ! {
    if me().is_none() {
        #[expect(clippy::disallowed_methods, reason = "whoever calls this one asked for that")]
        std::process::exit(code);
    }
    end("calls process::exit", format!("process::exit({code}) would end the whole program"))
}

/// As [`std::process::abort`].
#[track_caller]
pub fn abort() -> ! {
    if me().is_none() {
        std::process::abort();
    }
    end("calls process::abort", "process::abort() would end the whole program".into())
}

#[track_caller]
fn end(call: &'static str, text: String) -> ! {
    let at = Location::caller();
    let mut execution = execution();
    execution.event(Action::Does(call), None, at);
    execution.fail(Fault::Exited, text, Some(at));
    stop(execution)
}
