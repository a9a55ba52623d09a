//! What leaves the course: the repository that students get, and what tools that look for copied work read. Each is a folder
//! that is there as a whole or not at all; what is said about it is the caller's concern.

mod folder;
mod manifest;
mod names;
mod similarity;
mod students;

pub use folder::{FolderError, NewFolder};
pub use names::Names;
pub use similarity::{Similarity, Tool, similarity};
pub use students::{Students, students};

use std::path::PathBuf;

use crate::{Fault, course::UnknownExercise, submission::PathError};

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The user's: the folder cannot be made.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The user's: the path leads to no submissions.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The user's: there is no such exercise.
    #[error(transparent)]
    Exercise(#[from] UnknownExercise),
    /// The user's: there is nothing to compare.
    #[error(
        "{found} of the folders in {} are submissions for {stem}, and it takes two to compare: give a folder with one for each student",
        path.display()
    )]
    Few {
        /// Where submissions were looked for.
        path: PathBuf,
        /// Of which exercise.
        stem: String,
        /// How many there are.
        found: usize,
    },
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}
