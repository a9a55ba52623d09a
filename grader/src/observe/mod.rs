//! Watching a run from outside: the facts of every thread and process, told by the kernel through ptrace and `/proc`.
//! What they mean is `judge`'s concern.

mod observation;

pub use observation::*;
