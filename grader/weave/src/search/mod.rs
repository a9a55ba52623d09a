//! Which schedules to run, in a fixed order: few deviations from the ordinary schedule first, a taste of luck, all schedules
//! if that can be had, then more of the former. Counted, never timed, so that it is the same for everybody.

mod deviations;
mod explorer;
mod replay;
mod shrink;
mod unseen;
mod walk;

pub use explorer::Explorer;
pub(crate) use replay::Replay;
pub use unseen::unseen_operations;
