//! Starting a submission, bounding it, and seeing that its whole tree is gone afterwards. Knows no exercise.

mod limits;
mod plan;

pub use limits::Limits;
pub use plan::{Plan, Schedule};
