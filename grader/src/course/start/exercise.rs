//! Writes the rooms of a new exercise. Nothing is written where its name cannot be used.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{
    files::{ALL, EXPLORED},
    insert,
};
use crate::{
    Fault,
    course::{
        rooms::{self, EXERCISES, HIDDEN, SOLUTIONS},
        stubs_made,
    },
};

/// The files that name all exercises.
const CONTENTS: &str = "grader/hidden/main.rs";
const LOCKS: [&str; 2] = ["Cargo.lock", "solutions/Cargo.lock"];

/// Why no exercise was started.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// The user's: the name is no stem.
    #[error(
        "`{stem}` is no name for an exercise: write `ex`, two digits, and words in small letters after `_`, as in `{next}_word`"
    )]
    BadStem {
        /// What was asked for.
        stem: String,
        /// The next package that is free.
        next: String,
    },
    /// The user's: there is an exercise of that number.
    #[error("`{stem}` cannot be started, since {by} has that number: `{next}` is the next one that is free")]
    Taken {
        /// What was asked for.
        stem: String,
        /// The exercise that is there.
        by: String,
        /// The next package that is free.
        next: String,
    },
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Starts the exercise `stem` in the course under `root`, whose schedules are `explored` or not. Returns the files that were
/// written, relative to `root`: the new ones, in order, then those that name all exercises.
///
/// # Errors
/// The user's: the name is no stem, or its number is taken; nothing is written then. Ours: a file of the course cannot be read
/// or written.
pub fn start(root: &Path, stem: &str, explored: bool) -> Result<Vec<PathBuf>, NotStarted> {
    let package = free_package(root, stem)?;
    let mut files = new_files(stem, package, explored);
    for (name, text) in &files {
        write(root, name, text)?;
    }
    for (name, contents) in stubs_made(root)? {
        if name.starts_with(Path::new(EXERCISES).join(stem)) {
            write(root, &name, &contents)?;
            files.insert(name, String::new());
        }
    }
    let mut written: Vec<PathBuf> = files.into_keys().collect();
    for (name, text) in named(root, stem, package, explored)? {
        write(root, Path::new(name), text)?;
        written.push(name.into());
    }
    Ok(written)
}

/// The package of `stem`, if nobody has it.
fn free_package<'a>(root: &Path, stem: &'a str) -> Result<&'a str, NotStarted> {
    let mut taken = BTreeSet::new();
    for room in [SOLUTIONS, EXERCISES, HIDDEN] {
        taken.extend(rooms::stems(&root.join(room))?);
    }
    let number = |stem: &str| stem.split('_').next().and_then(rooms::number);
    let next = || format!("ex{:02}", taken.iter().filter_map(|stem| number(stem)).max().unwrap_or(0) + 1);
    let package = stem.split('_').next().filter(|_| rooms::is_stem(stem));
    let package = package.ok_or_else(|| NotStarted::BadStem { stem: stem.to_owned(), next: next() })?;
    match taken.iter().find(|other| number(other) == number(stem)) {
        Some(by) => Err(NotStarted::Taken { stem: stem.to_owned(), by: by.clone(), next: next() }),
        None => Ok(package),
    }
}

fn new_files(stem: &str, package: &str, explored: bool) -> BTreeMap<PathBuf, String> {
    let named = |text: &str| text.replace("exNN_stem", stem).replace("exNN", package);
    let mut files: BTreeMap<PathBuf, String> = BTreeMap::new();
    for (name, text) in ALL.iter().chain(EXPLORED.iter().filter(|_| explored)) {
        files.entry(named(name).into()).or_default().push_str(&named(text));
    }
    files
}

/// The files that name all exercises, with this one.
fn named(root: &Path, stem: &str, package: &str, explored: bool) -> Result<Vec<(&'static str, String)>, Fault> {
    let read = |name: &str| fs::read_to_string(root.join(name)).map_err(Fault::file("read", &root.join(name)));
    let mut named = vec![(CONTENTS, insert::module(&read(CONTENTS)?, stem))];
    let controlled = format!("{package}-controlled");
    for name in LOCKS {
        let lock = read(name)?;
        let lock = match explored {
            false => insert::package(&lock, package, &[]),
            true => {
                let lock = insert::package(&lock, package, &[&controlled, "weave"]);
                insert::package(&lock, &controlled, &["weave-std"])
            }
        };
        named.push((name, lock));
    }
    Ok(named)
}

fn write(root: &Path, name: &Path, contents: impl AsRef<[u8]>) -> Result<(), Fault> {
    let path = root.join(name);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Fault::file("create", folder))?;
    }
    fs::write(&path, contents).map_err(Fault::file("write", &path))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::course::{tidy, tree::Tree};

    fn course() -> Tree {
        Tree::new()
            .file(CONTENTS, "mod case;\n")
            .file(LOCKS[0], "version = 4\n")
            .file(LOCKS[1], "version = 4\n")
            .file("README.md", "")
    }

    #[rstest]
    #[case::run(false)]
    #[case::explored(true)]
    fn an_exercise_that_was_started_is_tidy(#[case] explored: bool) {
        let tree = course();
        let written = start(tree.root(), "ex25_two_words", explored).unwrap();
        let problems: Vec<String> = tidy(tree.root()).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new());
        for name in &written {
            let text = tree.read(name.to_str().unwrap());
            assert!(!text.contains("exNN"), "{} has a placeholder:\n{text}", name.display());
        }
        assert!(written.iter().all(|name| explored || !name.ends_with("tests/schedules.rs")));
        assert!(tree.read("exercises/ex25_two_words/src/lib.rs").contains("todo!("));
        assert_eq!(tree.read(CONTENTS), "mod case;\nmod ex25_two_words;\n");
    }

    #[test]
    fn a_second_exercise_leaves_the_first_alone() {
        let tree = course();
        start(tree.root(), "ex25_one", false).unwrap();
        let tree = tree.file("exercises/ex25_one/src/lib.rs", "somebody's answer");
        start(tree.root(), "ex24_other", true).unwrap();
        assert_eq!(tree.read("exercises/ex25_one/src/lib.rs"), "somebody's answer");
        assert_eq!(tree.read(CONTENTS), "mod case;\nmod ex24_other;\nmod ex25_one;\n");
    }

    #[rstest]
    #[case::no_word("ex26", "`ex26` is no name for an exercise")]
    #[case::capitals("ex26_Word", "is no name for an exercise")]
    #[case::path("../ex26_word", "as in `ex26_word`")]
    #[case::same("ex25_one", "`ex25_one` cannot be started, since ex25_one has that number")]
    #[case::same_number("ex25_two", "since ex25_one has that number: `ex26` is the next one that is free")]
    fn a_name_that_cannot_be_used_is_refused_and_nothing_is_written(#[case] stem: &str, #[case] problem: &str) {
        let tree = course();
        start(tree.root(), "ex25_one", false).unwrap();
        let files = || walkdir::WalkDir::new(tree.root()).into_iter().count();
        let before = files();
        let error = start(tree.root(), stem, true).unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
        assert_eq!(files(), before);
    }
}
