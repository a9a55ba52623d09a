//! What teachers read of a whole class: one [`Class`] as data, and its formats.

mod data;

pub use data::{Class, Column, Student};
