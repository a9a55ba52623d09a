//! What somebody does who works on their own copy of the exercises: checking one, in the order in which they want to hear of
//! it, and keeping what they have reached. The verdicts are the grader's, by way of `pipeline`; what is read of it is
//! `report`'s concern.
//!
//! ```text
//! Place -> slips -> visible tests (cargo, then bounded runs) -> pipeline::grade -> Progress
//!            └──────────────── Event ────────────────┴──────────────┘
//! ```

mod ahead;
mod check;
mod event;
mod kept;
mod place;
mod progress;
mod room;
mod slips;
mod standing;
mod start_over;
mod visible;
mod written;

pub use check::{Means, check};
pub use event::{CompileError, Event, VisibleTest};
pub use kept::{Kept, KeptExercise};
pub use place::{NoPlace, Place};
pub use progress::{Progress, Reached, Trace};
pub use slips::Slip;
pub use standing::{Standing, Status, status};
pub use start_over::{StartedOver, start_over};
pub use visible::crate_files;
