//! Whether the parts of the course fit together: rooms, checks, markers and documents. Only looks; what is wrong is told
//! to the caller, one [`Problem`] each.

mod answers;
mod checks;
mod documents;
mod hints;
mod problem;
mod submissions;

pub use problem::{Problem, tidy};
