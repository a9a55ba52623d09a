//! The report for a person at a terminal: fixed columns, one line a check, then what was found, then what to do next.
//! Colours are written always; the stream that prints them takes them out where they do not belong.

pub(super) mod block;
mod contrast;
pub(super) mod exercise;
pub(super) mod page;
mod source;
pub(super) mod style;
mod summary;

#[cfg(test)]
mod tests;

pub use summary::terminal;
