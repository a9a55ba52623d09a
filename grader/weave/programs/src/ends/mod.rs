//! How threads end: what is dropped when, who sees a panic, and who keeps what alive.

pub mod destructors;
pub mod left;
pub mod panics;
pub mod shared;
