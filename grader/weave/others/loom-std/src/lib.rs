//! std, with its concurrency under the control of loom: to be depended on under the name `std`.
//!
//! What loom has takes the place of what std has. Of `std::sync` nothing else is passed on but errors: what loom lacks is to
//! be missing, not to work behind its back. Time is the real one, for loom has none.

pub use ::loom::{hint, thread_local};
pub use ::std::*;

pub mod prelude;

/// As [`std::cell`], with those cells that loom has.
pub mod cell {
    pub use ::loom::cell::{Cell, UnsafeCell};
    pub use ::std::cell::*;
}

/// As [`std::sync`], with what loom has, and the errors of its locks and channels.
pub mod sync {
    pub use ::loom::sync::*;
    pub use ::std::sync::{PoisonError, TryLockError};

    /// As [`std::sync::mpsc`], with what loom has, and the errors of its channels.
    pub mod mpsc {
        pub use ::loom::sync::mpsc::*;
        pub use ::std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError};
    }
}

mod scope;

/// As [`std::thread`], with what loom has, the type of a result, and scopes made of loom's threads.
pub mod thread {
    pub use crate::scope::{Scope, ScopedJoinHandle, scope};
    pub use ::loom::thread::*;
    pub use ::std::thread::Result;
}
