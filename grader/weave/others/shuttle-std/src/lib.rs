//! std, with its concurrency under the control of shuttle: to be depended on under the name `std`.
//!
//! What shuttle has takes the place of what std has. Of `std::sync` nothing else is passed on: what shuttle lacks is to be
//! missing, not to work behind its back. Time is the real one, for shuttle has none.

pub use ::shuttle::{hint, sync, thread, thread_local};
pub use ::std::*;

pub mod prelude;
