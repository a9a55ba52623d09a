//! What teachers read of a whole class: one [`Class`] as data, and its formats. Nothing in here reads or writes a file.
//!
//! ```text
//! Class --> plain | canvas | moodle     (tables for a spreadsheet, or for the gradebook of a course)
//!       --> gradebook | own_page        (HTML, for staff and for a student)
//! ```

mod canvas;
mod cells;
mod data;
mod entry;
mod gradebook;
mod moodle;
mod plain;
#[cfg(test)]
mod samples;
mod statistics;

pub use canvas::{Canvas, NotAGradebook, canvas};
pub use data::{Class, Column, Student};
pub use gradebook::{gradebook, own_page};
pub use moodle::moodle;
pub use plain::plain;
