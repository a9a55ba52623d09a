//! What can be wrong with a PATH that the user gave. It is neither the student's mistake nor ours: no verdict, no fault.

use std::path::PathBuf;

/// A PATH that does not lead to submissions; its text names the path and what to do.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PathError {
    /// Nothing is there.
    #[error("{} does not exist: give a folder with submissions in it", .0.display())]
    Missing(PathBuf),
    /// A file, or something else that is no folder.
    #[error("{} is not a folder: give the folder that holds it, as in `{}`", .0.display(), .0.parent().unwrap_or(.0).display())]
    NotAFolder(PathBuf),
    /// A folder that cannot be listed.
    #[error("{} cannot be read ({reason}): make it readable, as in `chmod -R u+rX {}`", path.display(), path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// `exercises` inside PATH is a symbolic link, which may lead to work that is not the student's.
    #[error("{} is a symbolic link, and links are never followed: give the folder it stands for, or put a real folder there", .0.display())]
    Link(PathBuf),
    /// A folder without any exercise of the course.
    #[error("{} holds no exercise of this course: looked for `exercises/` and for folders named {looked_for}; {remedy}", path.display())]
    NoExercise {
        /// The folder.
        path: PathBuf,
        /// The stems that were looked for, shortened.
        looked_for: String,
        /// How to call it for such a folder.
        remedy: String,
    },
    /// The exercise that was asked for is not one of the course.
    #[error("`{name}` is not an exercise of this course: the exercises are {known}")]
    UnknownExercise {
        /// What was asked for.
        name: String,
        /// All stems, shortened.
        known: String,
    },
}
