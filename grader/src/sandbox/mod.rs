//! Starting a submission, bounding it, and seeing that its whole tree is gone afterwards. Knows no exercise; what a run did
//! is `observe`'s concern.

mod filter;
mod launcher;
mod limits;
mod plan;
mod reply;
mod run;
mod shim;

pub use launcher::launch;
pub use limits::Limits;
pub use plan::{Plan, Schedule};
pub use reply::parse as parse_replies;
pub use run::{LAUNCH, Launcher, SHIM};
pub use shim::shim;
