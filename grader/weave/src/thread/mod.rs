//! As [`std::thread`]. Threads are real ones, but only one runs at a time.

mod handle;
mod join;
mod scoped;
mod spawn;
mod wait;

pub use handle::{Thread, ThreadId, current};
pub use join::{JoinHandle, Result};
pub use scoped::{Scope, ScopedJoinHandle, scope};
pub use spawn::{Builder, spawn};
pub use std::thread::{AccessError, LocalKey, available_parallelism, panicking};
pub use wait::{park, park_timeout, sleep, yield_now};
#[expect(deprecated, reason = "a program that still calls them compiles")]
pub use wait::{park_timeout_ms, sleep_ms};
