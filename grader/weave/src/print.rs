//! What the macros of the facade print: kept with the execution, so that an exploration can tell what was printed under which
//! schedule, and nothing is mixed with what others print.

use crate::engine::reduction::Key;
use crate::engine::{Action, Op, me, point};
use std::fmt::Arguments;
use std::panic::Location;

/// As `print!`.
#[track_caller]
pub fn print(text: Arguments<'_>) {
    if me().is_none() {
        return std::print!("{text}");
    }
    keep(text.to_string());
}

/// As `eprint!`.
#[track_caller]
pub fn eprint(text: Arguments<'_>) {
    if me().is_none() {
        return std::eprint!("{text}");
    }
    keep(text.to_string());
}

#[track_caller]
pub(crate) fn keep(text: String) {
    let at = Location::caller();
    let (mut execution, _) = point(Op::Step, at);
    execution.progress();
    execution.printed.push(text);
    execution.touch(Key::Output, true);
    execution.event(Action::Does("prints"), None, at);
}
