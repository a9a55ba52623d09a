//! Starting a program that is not ours, bounding it, shutting it in, and seeing that its whole tree is gone afterwards.
//! Knows no exercise; what a run did is `observe`'s concern.

mod calls;
mod files;
mod launcher;
mod limits;
mod plain;
mod plan;
mod probe;
mod program;
mod reply;
mod run;
mod seal;
mod shim;
mod surroundings;
mod tree;

pub use launcher::launch;
pub use limits::Limits;
pub use plan::{Plan, Reach, Schedule, Watched};
pub use probe::{Layer, LayerKind, Machine, TRIAL, trial};
pub use reply::parse as parse_replies;
pub use run::{GIVING_WAY, LAUNCH, Launcher, OURSELVES, order};
pub use seal::{FIRST_USER, Files, GRADER_SEAL, Level, NOBODY, Seal};
pub use surroundings::Surroundings;

/// What the stop of a call that is watched carries.
pub const WATCHED: u16 = 1;
/// What the stop of a call that is not allowed carries.
pub const REFUSED: u16 = 2;
