//! Facts in, verdict out. No input or output, no clock, no process: each rule is a function of an
//! [`Observation`](crate::observe::Observation), and each has a table of cases as its test.

mod finding;
mod score;
mod verdict;

pub use finding::{Finding, Outcome, Place, Record};
pub use score::{CheckResult, ExerciseResult, refused, score};
pub use verdict::Verdict;
