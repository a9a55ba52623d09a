//! Where the exercises are kept: one folder per stem in each of three rooms. What is in a folder is the others' concern.

use std::collections::BTreeSet;
use std::path::Path;

use crate::Fault;

/// What students get.
pub const EXERCISES: &str = "exercises";
/// What it is made from.
pub const SOLUTIONS: &str = "solutions";
/// The hidden checks.
pub const HIDDEN: &str = "grader/hidden";

/// Whether a folder's name is a stem: `ex03_ipc`.
pub fn is_stem(name: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.split_once('_').is_some_and(|(package, rest)| number(package).is_some() && rest.split('_').all(word))
}

/// The number of an exercise: 3 for `ex03`. A package has two digits.
pub fn number(package: &str) -> Option<u32> {
    let digits = package.strip_prefix("ex")?;
    if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// The stems in a room, in order; none where there is no such room.
///
/// # Errors
/// A folder that cannot be read.
pub fn stems(room: &Path) -> Result<BTreeSet<String>, Fault> {
    Ok(folders(room)?.into_iter().filter(|name| is_stem(name)).collect())
}

/// The names of the folders in a folder, in order; none where there is no such folder.
///
/// # Errors
/// A folder that cannot be read.
pub fn folders(folder: &Path) -> Result<BTreeSet<String>, Fault> {
    if !folder.is_dir() {
        return Ok(BTreeSet::new());
    }
    let mut names = BTreeSet::new();
    for entry in folder.read_dir().map_err(Fault::file("read", folder))? {
        let entry = entry.map_err(Fault::file("read", folder))?;
        if let (true, Ok(name)) = (entry.path().is_dir(), entry.file_name().into_string()) {
            names.insert(name);
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_a_package_and_words() {
        for name in ["ex01_thread", "ex21_shared_memory"] {
            assert!(is_stem(name), "{name}");
        }
        for name in
            ["ex01", "ex1_thread", "ex001_thread", "ex01_", "ex01__x", "ex01_Thread", "target", "exam_x", "ex+1_x"]
        {
            assert!(!is_stem(name), "{name}");
        }
    }
}
