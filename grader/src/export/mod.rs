//! What leaves the course: the repository that students get, and what tools that look for copied work read. Each is a folder
//! that is there as a whole or not at all; what is said about it is the caller's concern.

mod export_error;
mod folder;
mod manifest;
mod names;
mod similarity;
mod students;

pub use export_error::ExportError;
pub use folder::{FolderError, NewFolder};
pub use names::Names;
pub use similarity::{Similarity, Tool, similarity};
pub use students::{Students, students};
