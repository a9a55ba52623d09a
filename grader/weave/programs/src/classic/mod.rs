//! The mistakes that everybody makes once, each next to the program that does it right.
//! Their verdicts are known; how many schedules it takes to reach them is for the explorer to show.

pub mod channels;
pub mod condvars;
pub mod counters;
pub mod locks;
pub mod ordering;
pub mod pool;
pub mod queue;
pub mod threads;
