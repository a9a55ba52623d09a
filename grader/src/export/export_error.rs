//! Why nothing was exported: the user's mistakes, each with what to do, and ours.

use std::path::PathBuf;

use super::FolderError;
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
