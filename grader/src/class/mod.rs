//! A class: who hands in, from where their files are taken, and what their points come to once lateness is counted. Grading
//! itself is the pipeline's concern.
//!
//! ```text
//! SUBMISSIONS -> list -> HandedIn (one a student) --open--> Opened: a folder with exercises in it
//! ```

mod archive;
mod commit;
mod handed_in;
mod list;
mod mark;
mod roster;

pub use commit::Fetched;
pub use handed_in::{HandedIn, NotOpened, Opened, Origin};
pub use list::{ListError, list};
pub use mark::{Hundredths, Lateness, Mark};
pub use roster::{Person, roster};
