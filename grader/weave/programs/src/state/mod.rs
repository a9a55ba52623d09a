//! What must not be carried over from one execution to the next, and what must be the same in each.

pub mod cells;
pub mod same;
pub mod statics;
