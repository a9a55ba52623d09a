//! Reading one number. It is given: there is nothing to write in here.

use std::num::{IntErrorKind, ParseIntError};
use std::panic;
use std::thread;
use std::time::Duration;

/// How long [`parse`] takes for each text. It stands for what makes threads worth their while: an answer from far away, that
/// one thread can only wait for, and many threads wait for side by side.
const PAUSE: Duration = Duration::from_millis(5);

/// The number that `text` says, after a pause. White space around it does not count: `" 42 "` is 42.
///
/// # Panics
/// What a panic carries is its *payload*, a value of any type, and here it is of three kinds:
///
/// - for an empty text, or one of white space, a `&'static str`, as from every `panic!` with nothing to fill in;
/// - for a number that does not fit into an `i64`, a [`ParseIntError`], by [`panic_any`](std::panic::panic_any): no text
///   at all;
/// - for every other text a `String`, as from every `panic!` with something to fill in.
pub fn parse(text: &str) -> i64 {
    thread::sleep(PAUSE);
    let text = text.trim();
    text.parse().unwrap_or_else(|error| refuse(text, error))
}

fn refuse(text: &str, error: ParseIntError) -> ! {
    match error.kind() {
        IntErrorKind::Empty => panic!("an empty text is not a number"),
        IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => panic::panic_any(error),
        _ => panic!("{text:?} is not a number"),
    }
}
