//! The course itself: which exercises there are, what their `exercise.toml` says, how stubs are made of solutions, and
//! whether the rooms agree with each other. Nothing in here prints, builds or runs anything.

mod exercise;
mod exercise_file;
mod load;
mod markers;
mod rooms;
mod start;
mod stubs;
mod tidy;
#[cfg(test)]
mod tree;

pub use exercise::{Check, Exercise, Explored, Visibility};
pub use load::{Course, UnknownExercise};
pub use markers::MarkerError;
pub use rooms::SOLUTIONS;
pub use start::{NotStarted, start};
pub use stubs::{Difference, DifferenceKind, stub_of_file, stubs, stubs_made};
pub use tidy::{Problem, tidy};
