//! The course itself: which exercises there are, what their `exercise.toml` says, how stubs are made of solutions, and
//! whether the rooms agree with each other. Nothing in here prints, builds or runs anything.

mod exercise;
mod exercise_file;
mod hints;
mod load;
mod markers;
mod rooms;
mod start;
mod stubs;
mod tidy;
#[cfg(test)]
mod tree;

pub use exercise::{Check, Exercise, Explored, Visibility};
pub use hints::hints;
pub use load::{Course, UnknownExercise};
pub use markers::MarkerError;
pub use rooms::{EXERCISES, HIDDEN, SOLUTIONS, is_stem};
pub use start::{NotStarted, start};
pub use stubs::{Difference, DifferenceKind, answers, stub_of_file, stubs, stubs_made, stubs_made_of};
pub use tidy::{Problem, tidy};
