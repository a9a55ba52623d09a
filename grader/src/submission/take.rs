//! Taking one folder: the files that the exercise asks for, in memory, with a digest. Their meaning is not looked at.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    PathError, digest,
    read::{irregular, read},
    refusal::{Refusal, shown},
    walk::{Patterns, walk},
};
use crate::{Fault, course::Exercise, judge::Finding};

/// What a student handed in for one exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The exercise's stem.
    pub stem: String,
    /// Each file's path, relative to the exercise's folder, and its text.
    pub files: BTreeMap<String, String>,
    /// SHA-256 of all names and texts, in hex.
    pub digest: String,
    /// Where it was taken from.
    pub folder: PathBuf,
}

/// Why there is no submission.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// The student's: what was handed in cannot be graded.
    #[error("{}", .0.message)]
    Refused(Box<Finding>),
    /// The user's: the path leads to no folder.
    #[error(transparent)]
    Path(#[from] PathError),
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Takes the files that `exercise` asks for from `folder`. All else in it is never opened; given files are passed over.
///
/// # Errors
/// A refusal with its finding, a path that is no folder, or a fault in the exercise's patterns.
pub fn take(exercise: &Exercise, folder: &Path) -> Result<Submission, NotTaken> {
    let patterns = Patterns::of(exercise)?;
    let files = look_at(folder)?.and_then(|()| files(exercise, folder, &patterns));
    let files = files.map_err(|refusal| NotTaken::Refused(Box::new(refusal.finding())))?;
    let digest = digest(files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    Ok(Submission { stem: exercise.stem.clone(), files, digest, folder: folder.to_owned() })
}

/// Whether `folder` is one. A link in its place is the student's doing: the user's own links are resolved by `find`.
fn look_at(folder: &Path) -> Result<Result<(), Refusal>, PathError> {
    let metadata = fs::symlink_metadata(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotADirectory => PathError::NotAFolder(folder.to_owned()),
        _ => PathError::Missing(folder.to_owned()),
    })?;
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    match metadata.file_type() {
        kind if kind.is_dir() => Ok(Ok(())),
        kind if kind.is_symlink() => Ok(Err(irregular(kind, &name))),
        _ => Err(PathError::NotAFolder(folder.to_owned())),
    }
}

fn files(exercise: &Exercise, folder: &Path, patterns: &Patterns) -> Result<BTreeMap<String, String>, Refusal> {
    let names = walk(folder, patterns)?;
    require(exercise, folder, &names)?;
    let mut files = BTreeMap::new();
    for name in names {
        let bytes = read(&folder.join(&name), &name)?;
        if bytes.is_empty() && exercise.required.contains(&name) {
            return Err(Refusal::Empty(name));
        }
        files.insert(name.clone(), text(name, bytes)?);
    }
    Ok(files)
}

fn require(exercise: &Exercise, folder: &Path, names: &[String]) -> Result<(), Refusal> {
    for required in &exercise.required {
        if folder.join(required).is_dir() {
            return Err(Refusal::Folder(required.clone()));
        }
        if !names.contains(required) && !exercise.given.contains(required) {
            return Err(Refusal::Missing(required.clone(), contents(folder)));
        }
    }
    Ok(())
}

/// The first names in `folder`, so that a file in the wrong place is seen at once.
fn contents(folder: &Path) -> String {
    const NAMED: usize = 8;
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| shown(&entry.file_name().to_string_lossy())).take(super::refusal::NAMES).collect();
    names.sort();
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    match more {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn text(name: String, bytes: Vec<u8>) -> Result<String, Refusal> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Refusal::Utf16(name));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let lines = error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count();
        Refusal::NotText(name, good, lines as u32 + 1)
    })
}
