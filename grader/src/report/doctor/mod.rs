//! What `grader doctor` says: how well this machine can shut submissions in and see what they do, what it lacks, and how to
//! get that. What there is was found out by `sandbox`; nothing is tried here.

mod checkup;
mod terminal;
mod words;

#[cfg(test)]
mod tests;

pub use checkup::{Checkup, DOCTOR_SCHEMA, LayerReport, json};
pub use terminal::{below, terminal};
