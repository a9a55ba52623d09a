//! Compiling a submission: its library, then our driver against it, into one program. Nothing is run here, and whether
//! the folder was fit to be taken is `submission`'s concern.
//!
//! ```text
//! Submission -> sources (laid over a clean copy of ours) -> key -> cache -> Build
//!                                                            └ rustc (library, driver) -> diagnostics -> refusal
//! ```

mod cache;
mod closed;
mod compile;
mod contract;
mod diagnostic;
mod drivers;
mod footprint;
mod inputs;
mod job;
mod kit;
mod libraries;
mod module;
mod parts;
mod program;
mod refusal;
mod rustc;
mod scratch;
mod sources;
mod text;
mod together;
mod toolchain;

pub use cache::make_room;
pub use compile::{build, build_within};
pub use program::{Build, Program, Warning};
pub use rustc::LIMITS;
pub use sources::clean_copy;
pub use together::{Kept, build_together};
pub use toolchain::compiler;
