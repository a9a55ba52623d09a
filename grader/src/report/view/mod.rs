//! A report as one audience may read it. A [`StudentView`] is made by [`StudentView::of`] and by nothing else, and each of its
//! fields is filled there by name: what a student must not read has no field to be in.
//!
//! ```text
//! Report --StudentView::of--> what students may read: no hidden check but its number, no path of this machine, no fault's text
//! Report --StaffView::of----> everything
//! ```

mod data;
mod paths;
mod staff;
mod student;
mod told;

#[cfg(test)]
mod tests;

pub use data::{
    CheckView, Contents, ExerciseView, Found, Spot, Staff, StaffView, State, Student, StudentView, Told, View,
};
