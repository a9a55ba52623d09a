//! The report in the forms that other programs and places read: data in, text out. What may be said to whom is settled
//! before, by the type of the view that a format takes.
//!
//! ```text
//! StudentView --> classroom50 | exercism | feedback
//! either view --> gradescope | junit | sarif | github | github_summary
//! ```

mod classroom50;
mod exercism;
mod feedback;
mod github;
mod github_summary;
mod gradescope;
mod identity;
mod junit;
mod not_judged;
mod plain;
mod sarif;
mod section;

#[cfg(test)]
pub(in crate::report) mod tests;

pub use classroom50::classroom50;
pub use exercism::{NotOneExercise, exercism};
pub use feedback::feedback;
pub use github::github;
pub use github_summary::github_summary;
pub use gradescope::gradescope;
pub use identity::{Identity, NoIdentity};
pub use junit::junit;
pub use not_judged::NotJudged;
pub use sarif::sarif;
