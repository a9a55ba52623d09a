//! Starts an exercise: all its rooms, with a small example that works and is tidy, to be replaced step by step. What is in the
//! files is in `template/`; which files there are is `files`'s concern.

mod exercise;
mod files;
mod insert;

pub use exercise::{NotStarted, start};
