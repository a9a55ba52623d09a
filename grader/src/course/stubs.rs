//! Makes `exercises/` from `solutions/`: the same files, with the answers cut out. How a file is cut is `markers`'s
//! concern, and who is told about it the caller's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::markers::{MarkerError, stub, stub_of_answer, without_markers};
use super::rooms::{self, EXERCISES, SOLUTIONS};
use crate::Fault;

/// A file of `exercises/` that is not what `solutions/` makes of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The file, relative to the root of the course.
    pub file: PathBuf,
    /// What is wrong with it.
    pub kind: DifferenceKind,
}

/// In which way a file of `exercises/` is out of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// It is not there.
    Missing,
    /// It has other contents.
    Changed,
    /// No file of `solutions/` makes it.
    Stale,
}

/// Brings `exercises/` up to date with `solutions/`, or only looks, if `check`.
///
/// Returns what differed, in the order of the paths: nothing where all was up to date. Only folders named like an exercise
/// are touched.
///
/// # Errors
/// A file that cannot be read or written, or a marker that cannot be followed. Nothing was written in the latter case.
pub fn stubs(root: &Path, check: bool) -> Result<Vec<Difference>, Fault> {
    let wanted = stubs_made(root)?;
    let differences = differences(root, &wanted)?;
    if !check {
        for difference in &differences {
            apply(root, difference, &wanted)?;
        }
    }
    Ok(differences)
}

/// What `solutions/` makes of `exercises/`: the path of each file, relative to the root of the course, and its contents.
///
/// # Errors
/// A file that cannot be read, or a marker that cannot be followed.
pub fn stubs_made(root: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Fault> {
    made(root, files_in(&root.join(SOLUTIONS))?)
}

/// The same, of one exercise.
///
/// # Errors
/// As for [`stubs_made`].
pub fn stubs_made_of(root: &Path, stem: &str) -> Result<BTreeMap<PathBuf, Vec<u8>>, Fault> {
    made(root, files_of(&root.join(SOLUTIONS), stem)?)
}

fn made(root: &Path, files: BTreeSet<PathBuf>) -> Result<BTreeMap<PathBuf, Vec<u8>>, Fault> {
    let room = root.join(SOLUTIONS);
    let mut wanted = BTreeMap::new();
    for file in files {
        let path = room.join(&file);
        let contents = fs::read(&path).map_err(Fault::file("read", &path))?;
        let say = |error: MarkerError| Fault::course(&path, format!("line {}: {error}", error.line()));
        wanted.insert(Path::new(EXERCISES).join(&file), stub_of_file(&file, contents).map_err(say)?);
    }
    Ok(wanted)
}

/// The files of a solution that hold a part of the answer: their names in its folder, and their texts without markers.
///
/// # Errors
/// A file that cannot be read.
pub fn answers(root: &Path, stem: &str) -> Result<Vec<(PathBuf, String)>, Fault> {
    let room = root.join(SOLUTIONS);
    let mut answers = Vec::new();
    for file in files_of(&room, stem)? {
        let path = room.join(&file);
        let contents = fs::read(&path).map_err(Fault::file("read", &path))?;
        let Ok(text) = String::from_utf8(contents) else { continue };
        let answer = without_markers(&text);
        if answer != text {
            answers.push((file.strip_prefix(stem).unwrap_or(&file).to_owned(), answer));
        }
    }
    Ok(answers)
}

/// The contents that a file of a solution has in the stub.
///
/// # Errors
/// A marker that cannot be followed, or an answer that is not marked.
pub fn stub_of_file(path: &Path, contents: Vec<u8>) -> Result<Vec<u8>, MarkerError> {
    let is_rust = path.extension().is_some_and(|extension| extension == "rs");
    match String::from_utf8(contents) {
        Ok(text) if path.ends_with("src/lib.rs") => stub_of_answer(&text).map(String::into_bytes),
        Ok(text) if is_rust => stub(&text).map(String::into_bytes),
        Ok(text) => Ok(text.into_bytes()),
        Err(error) => Ok(error.into_bytes()),
    }
}

/// The files of all exercises in a room, relative to the room, in order.
///
/// # Errors
/// A folder that cannot be read.
pub fn files_in(room: &Path) -> Result<BTreeSet<PathBuf>, Fault> {
    let mut files = BTreeSet::new();
    for stem in rooms::stems(room)? {
        files.extend(files_of(room, &stem)?);
    }
    Ok(files)
}

fn files_of(room: &Path, stem: &str) -> Result<BTreeSet<PathBuf>, Fault> {
    let mut files = BTreeSet::new();
    if !room.join(stem).is_dir() {
        return Ok(files);
    }
    let kept_aside =
        |name: &str| name == "target" || name.rsplit('.').next().is_some_and(|end| end.starts_with("mine"));
    let tree = WalkDir::new(room.join(stem)).into_iter();
    for entry in tree.filter_entry(|entry| !entry.file_name().to_str().is_some_and(kept_aside)) {
        let entry = entry.map_err(|error| Fault::course(room, format!("cannot be walked: {error}")))?;
        if let (false, Ok(file)) = (entry.file_type().is_dir(), entry.path().strip_prefix(room)) {
            files.insert(file.to_owned());
        }
    }
    Ok(files)
}

fn differences(root: &Path, wanted: &BTreeMap<PathBuf, Vec<u8>>) -> Result<Vec<Difference>, Fault> {
    let there: BTreeSet<PathBuf> =
        files_in(&root.join(EXERCISES))?.into_iter().map(|file| Path::new(EXERCISES).join(file)).collect();
    let mut differences: Vec<Difference> = there
        .iter()
        .filter(|file| !wanted.contains_key(*file))
        .map(|file| Difference { file: file.clone(), kind: DifferenceKind::Stale })
        .collect();
    for (file, contents) in wanted {
        let path = root.join(file);
        if !there.contains(file) {
            differences.push(Difference { file: file.clone(), kind: DifferenceKind::Missing });
        } else if fs::read(&path).map_err(Fault::file("read", &path))? != *contents {
            differences.push(Difference { file: file.clone(), kind: DifferenceKind::Changed });
        }
    }
    differences.sort();
    Ok(differences)
}

fn apply(root: &Path, difference: &Difference, wanted: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), Fault> {
    let path = root.join(&difference.file);
    let Some(contents) = wanted.get(&difference.file) else { return remove(root, &path) };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Fault::file("create", folder))?;
    }
    fs::write(&path, contents).map_err(Fault::file("write", &path))
}

/// Removes a file, and the folders that are empty without it.
fn remove(root: &Path, path: &Path) -> Result<(), Fault> {
    fs::remove_file(path).map_err(Fault::file("remove", path))?;
    let room = root.join(EXERCISES);
    // A folder that is not empty refuses to be removed, which is where to stop.
    path.ancestors().skip(1).take_while(|folder| **folder != room).try_for_each(fs::remove_dir).ok();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::tree::Tree;

    fn course() -> Tree {
        Tree::new()
            .file("solutions/Cargo.toml", "[workspace]\n")
            .file("solutions/ex01_a/Cargo.toml", "[package]\n")
            .file("solutions/ex01_a/src/lib.rs", "a\n// ANCHOR: solution\n// STUB: todo\nb\n// ANCHOR_END: solution\n")
            .file("solutions/ex01_a/target/debug/x", "built")
    }

    fn difference(file: &str, kind: DifferenceKind) -> Difference {
        Difference { file: file.into(), kind }
    }

    #[test]
    fn stubs_are_written_and_then_up_to_date() {
        let tree = course();
        let missing = ["Cargo.toml", "src/lib.rs"]
            .map(|file| difference(&format!("exercises/ex01_a/{file}"), DifferenceKind::Missing));
        assert_eq!(stubs(tree.root(), true).unwrap(), missing);
        assert_eq!(stubs(tree.root(), true).unwrap(), missing, "a check writes nothing");
        assert_eq!(stubs(tree.root(), false).unwrap(), missing);
        assert_eq!(tree.read("exercises/ex01_a/src/lib.rs"), "a\ntodo\n");
        assert_eq!(stubs(tree.root(), true).unwrap(), []);
    }

    #[test]
    fn stale_and_changed_files_are_found_and_mended() {
        let tree = course();
        stubs(tree.root(), false).unwrap();
        let tree = tree
            .file("exercises/ex01_a/Cargo.toml", "[other]\n")
            .file("exercises/ex09_gone/src/lib.rs", "old")
            .file("exercises/notes.txt", "not an exercise");
        let differences = [
            difference("exercises/ex01_a/Cargo.toml", DifferenceKind::Changed),
            difference("exercises/ex09_gone/src/lib.rs", DifferenceKind::Stale),
        ];
        assert_eq!(stubs(tree.root(), false).unwrap(), differences);
        assert_eq!(stubs(tree.root(), true).unwrap(), []);
        assert!(!tree.root().join("exercises/ex09_gone").exists());
        assert_eq!(tree.read("exercises/notes.txt"), "not an exercise");
    }

    #[test]
    fn a_bad_marker_is_a_fault_that_names_file_and_line_and_nothing_is_written() {
        let tree = course().file("solutions/ex02_b/src/lib.rs", "a\n// STUB: todo\n");
        let fault = stubs(tree.root(), false).unwrap_err().to_string();
        assert!(fault.contains("solutions/ex02_b/src/lib.rs: line 2: a `// STUB:` line outside"), "{fault}");
        assert!(!tree.root().join("exercises").exists());
    }

    #[test]
    fn a_lib_without_a_region_is_refused_but_other_files_need_none() {
        let tree = course().file("solutions/ex01_a/src/main.rs", "fn main() {}\n");
        assert!(stubs(tree.root(), true).is_ok());
        let tree = tree.file("solutions/ex01_a/src/lib.rs", "answer\n");
        assert!(stubs(tree.root(), true).unwrap_err().to_string().contains("no region is marked"));
    }
}
