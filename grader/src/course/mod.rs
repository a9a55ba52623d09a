//! The course itself: which exercises there are, and what their `exercise.toml` says.

mod exercise;

pub use exercise::{Check, Exercise, Visibility};
