//! The engine: runs one execution of a program, one thread at a time, and asks at each visible operation who goes on.
//!
//! Threads are real ones, and all but one wait for their [`baton`]; what they run on may have run another before
//! ([`worker`]). An operation that others can tell first says what it is about to do ([`op`]), then [`point`] lets somebody go
//! on who can, and the operation is plain sequential code. Which options there are is found in [`pick`]; which one is taken is
//! said by the [`choice`], that is, by the search; the search of all schedules is the [`reduction`]. What happened is kept as [`event`]s. Nothing here prints, and nothing looks
//! at the clock of the machine to decide anything.

mod baton;
pub(crate) mod channel;
pub(crate) mod choice;
mod end;
mod entropy;
pub(crate) mod event;
pub(crate) mod execution;
pub(crate) mod identity;
mod image;
mod memory;
pub(crate) mod object;
pub(crate) mod op;
mod pick;
pub(crate) mod point;
mod race;
mod races;
pub(crate) mod reduction;
mod run;
mod statics;
pub(crate) mod task;
mod touched;
mod view;
mod watch;
pub(crate) mod worker;

pub(crate) use end::note_panic_of;
pub(crate) use event::Action;
pub(crate) use execution::{Execution, Guard, Ticket, execution, me};
pub(crate) use identity::{Identity, Span};
pub(crate) use object::{Kind, ObjectId};
pub(crate) use op::{Op, Wake};
pub(crate) use point::{looking_point, point, stop};
pub(crate) use run::{Body, run, seed as run_seed};
pub(crate) use task::TaskId;

/// A place in a source file.
pub(crate) type Place = &'static std::panic::Location<'static>;
