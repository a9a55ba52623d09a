//! What one student handed in, and opening it.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{Fetched, archive};
use crate::{Fault, temporary::Temporary};

/// What one student (or group) handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// What the folder, the archive or the line is called.
    pub student: String,
    /// Where the files are.
    pub origin: Origin,
    /// The full id of the commit that they are of, where a list tells.
    pub commit: Option<String>,
}

/// Where files are taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A folder.
    Folder(PathBuf),
    /// A `.zip`, `.tar`, `.tar.gz` or `.tgz`.
    Archive(PathBuf),
    /// A commit of a git repository.
    Commit {
        /// What git fetches from: a URL, or a path.
        url: String,
        /// A full or short id, a tag or a branch.
        commit: String,
    },
}

/// A folder in which the exercises can be found; what was unpacked is gone when this is dropped.
#[derive(Debug)]
pub struct Opened {
    /// The folder.
    pub folder: PathBuf,
    /// The full id of the commit, where it is one.
    pub commit: Option<String>,
    _unpacked: Option<Temporary>,
}

/// Why what was handed in cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// It is not as it should be: for whoever handed it in, or collected it.
    #[error("{0}")]
    Problem(String),
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl HandedIn {
    /// Opens it; an archive or a commit is unpacked to a folder of its own.
    ///
    /// # Errors
    /// It is broken, too large or not there, or a folder of ours cannot be made.
    pub fn open(&self) -> Result<Opened, NotOpened> {
        match &self.origin {
            Origin::Folder(folder) => {
                Ok(Opened { folder: folder.clone(), commit: self.commit.clone(), _unpacked: None })
            }
            Origin::Archive(path) => {
                let unpacked = folder()?;
                archive::unpack(path, unpacked.path())?;
                Ok(Opened { folder: root(unpacked.path()), commit: self.commit.clone(), _unpacked: Some(unpacked) })
            }
            Origin::Commit { url, commit } => {
                let unpacked = folder()?;
                let fetched = Fetched::of(url, commit)?;
                fetched.unpack(unpacked.path())?;
                let folder = root(unpacked.path());
                Ok(Opened { folder, commit: Some(fetched.id().to_owned()), _unpacked: Some(unpacked) })
            }
        }
    }
}

/// A folder of ours, gone when it is dropped.
///
/// # Errors
/// It cannot be made.
pub(super) fn folder() -> Result<Temporary, Fault> {
    Temporary::new("handed-in").map_err(Fault::file("create a folder in", &std::env::temp_dir()))
}

/// Archives often hold one folder that holds everything: `alice-main/exercises/…`.
fn root(folder: &Path) -> PathBuf {
    let entries: Vec<PathBuf> = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    match &entries[..] {
        [only] if only.is_dir() && !only.join("src").is_dir() && !only.ends_with("exercises") => root(only),
        _ => folder.to_owned(),
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Origin::Folder(path) | Origin::Archive(path) => write!(f, "{}", path.display()),
            Origin::Commit { url, commit } => write!(f, "{url} {commit}"),
        }
    }
}
