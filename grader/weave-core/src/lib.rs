//! core, with its atomics, cells and spin loops under the control of [`weave`]: to be depended on under the name `core`, beside
//! `weave-std` or `weave-sealed` under the name `std`. Without it, `core::sync::atomic` would be a way around.
//!
//! ```toml
//! [dependencies]
//! core = { package = "weave-core", path = "…" }
//! ```
//!
//! It has no macros that read files or the environment, and no assembly, since it is for code that nobody has read.

#![no_std]
#![expect(hidden_glob_reexports, reason = "what is closed is hidden on purpose")]

pub use ::core::*;
pub use ::weave::{cell, hint};

mod macros;
pub mod prelude;

mod arch {} // closed: there is no assembly here

/// As [`core::sync`].
pub mod sync {
    pub use ::core::sync::*;
    pub use ::weave::sync::atomic;
}
