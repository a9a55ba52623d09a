//! A class: who hands in, from where their files are taken, and what their points come to once lateness is counted. Grading
//! itself is the pipeline's concern.
//!
//! ```text
//! SUBMISSIONS ─► list ─► HandedIn, one a student ─► open ─► Opened: a folder with exercises in it
//! policy file ─► LatePolicy ──────┐
//! CSV of a server ─► SubmissionTimes ─► marks ─► Mark, one an exercise
//! ```

mod archive;
mod commit;
mod handed_in;
mod instant;
mod late;
mod late_file;
mod list;
mod mark;
mod policy;
mod roster;
mod times;

#[cfg(test)]
mod tests;

pub use commit::Fetched;
pub use handed_in::{HandedIn, NotOpened, Opened, Origin};
pub use late::{Points, marks};
pub use late_file::LateFileError;
pub use list::{ListError, list};
pub use mark::{Hundredths, Lateness, Mark};
pub use policy::{Due, LatePolicy, Penalty, Rule};
pub use roster::{Person, roster};
pub use times::SubmissionTimes;
