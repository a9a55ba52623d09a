//! What teachers read of a whole class: one [`Class`] as data, and its formats. Nothing in here reads or writes a file.
//!
//! ```text
//! Class --> plain | canvas | moodle     (tables for a spreadsheet, or for the gradebook of a course)
//! ```

mod canvas;
mod cells;
mod data;
mod entry;
mod moodle;
mod plain;
#[cfg(test)]
mod samples;

pub use canvas::{Canvas, NotAGradebook, canvas};
pub use data::{Class, Column, Student};
pub use moodle::moodle;
pub use plain::plain;
