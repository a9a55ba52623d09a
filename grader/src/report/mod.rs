//! Everything that a person or a program reads of a grading: one [`Report`] as data, and its formats. Nothing in here
//! decides; what was found comes from `judge`, and where it is written to is `cli`'s concern.
//!
//! ```text
//! Graded (one an exercise) --Report::new--> Report --> terminal | json | markdown
//!                                           Report --> StudentView, StaffView --> formats
//! Verdict --> explain          Machine --> doctor          Observation --> timeline | drawn --> traced
//! ```

mod assemble;
pub mod class;
mod data;
pub mod doctor;
mod drawn;
mod escape;
pub mod explain;
pub mod formats;
mod graded;
mod json;
mod level;
mod listing;
mod markdown;
mod markup;
mod newest;
mod next;
pub mod practice;
mod prose;
mod repeats;
mod replayed;
mod schedule;
mod terminal;
mod timeline;
pub mod traced;
mod values;
pub mod view;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod schema;

pub use assemble::check_report;
pub use data::{CheckReport, ExerciseReport, RefusalReport, Report, SCHEMA, Standing, SubmissionReport};
pub use drawn::{columns, drawn, of_explanation, of_trace, picture, with_source};
pub(crate) use escape::shell_word;
pub use graded::{Fate, Graded};
pub use json::json;
pub use listing::listing;
pub use markdown::markdown;
pub use newest::{newest, table};
pub use next::TELL_US;
pub use replayed::replayed;
pub use schedule::schedule;
pub use terminal::terminal;
pub use timeline::timeline;
pub use view::{StaffView, StudentView};
