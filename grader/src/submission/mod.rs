//! Taking a submission: allow-listed files, as bytes, and nothing else of the folder. Whether they compile is `build`'s
//! concern; what is wrong with the folder is told as a [`Finding`](crate::judge::Finding) that names file and remedy.
//!
//! ```text
//! PATH --find--> folders, one an exercise --take--> Submission | NotTaken
//! ```

mod digest;
mod find;
mod path_error;
mod read;
mod refusal;
mod seed;
mod take;
mod walk;

#[cfg(test)]
mod tests;

pub use digest::digest;
pub use find::{Found, find};
pub use path_error::PathError;
pub use seed::{KEY, seed};
pub use take::{NotTaken, Submission, take};
