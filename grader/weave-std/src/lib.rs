//! std, with its concurrency under the control of [`weave`]: to be depended on under the name `std`.
//!
//! ```toml
//! [dependencies]
//! std = { package = "weave-std", path = "…" }
//! ```
//!
//! Every path that begins with `std::` then leads here, in that package alone and without a change to its code. What has to do
//! with threads, time, cells and printing is weave's; all else is std's own.

pub use ::std::*;
pub use ::weave::{cell, hint, io, process, sync, thread, time};

mod macros;
pub mod prelude;

#[doc(hidden)]
pub use ::weave::print as __print;
