//! Watching a run from outside: the facts of every thread and process, told by the kernel through ptrace and `/proc`.
//! What they mean is `judge`'s concern, and how a run is started and bounded is `sandbox`'s.

mod call;
mod connect;
mod disk;
mod distrust;
mod enter;
mod hold;
mod lines;
mod mode;
mod observation;
mod older;
mod proc;
mod quiet;
mod refuse;
mod registers;
mod streams;
mod tracer;
mod unwind;
mod watch;

pub use call::{FUTEX_OPERATION, FUTEX_WAITS, stops};
pub use disk::Disk;
pub use distrust::{hush, is_distrusted};
pub use lines::Lines;
pub use observation::*;
pub use quiet::Stillness;
pub use streams::Streams;
pub use unwind::{Modules, unwound};
pub use watch::{CPU_SIGNAL, seize, watch};
