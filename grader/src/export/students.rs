//! The repository that students get: stubs, visible tests, and what these are built from. Only files that are named here, and the
//! exercises as `solutions/` makes them, get into it: whatever else lies in the course stays there.

use std::{
    fs,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use super::{ExportError, NewFolder, manifest};
use crate::{
    Fault,
    course::{self, Course, DifferenceKind, Exercise},
};

/// Files that students get as they are.
const COPIED: [&str; 4] = ["LICENSE-APACHE", "LICENSE-MIT", "rust-toolchain.toml", "rustfmt.toml"];
/// What students get in place of ours, and where.
const README: &str = ".github/classroom/README.md";
const WORKFLOW: &str = ".github/classroom/check.yml";
const TASKS: &str = ".github/classroom/tasks.json";
/// The same packages as in the exercises: the solutions have their names, and need what they need.
const LOCK: &str = "solutions/Cargo.lock";
/// The explorer of schedules, which `tests/schedules.rs` uses.
const WEAVE: &str = "grader/weave";
const WEAVE_STD: &str = "grader/weave-std";

/// What was exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Students {
    /// How many exercises.
    pub exercises: usize,
    /// How many files in all.
    pub files: usize,
}

/// Writes the repository that students get to `place`, which is not there yet, or empty. `book` is the address of the book's
/// first page, if it has one.
///
/// # Errors
/// The user's: there is something at `place`. Ours: a file of the course cannot be read, or the stubs are not those that the
/// solutions make. Nothing is written then.
pub fn students(course: &Course, place: &Path, book: Option<&str>) -> Result<Students, ExportError> {
    let folder = NewFolder::begin(place)?;
    let mut files = stubs(&course.root)?;
    for name in COPIED {
        files.push((name.into(), read(&course.root, name)?.into_bytes()));
    }
    files.extend(weave(&course.root)?);
    let readme = read(&course.root, README)?;
    for (name, text) in [
        ("README.md", for_students(&readme, &course.exercises, book)),
        (".github/workflows/check.yml", read(&course.root, WORKFLOW)?),
        (".gitignore", "/target/\n/.forkjoin/\n".to_owned()),
        (".vscode/tasks.json", read(&course.root, TASKS)?),
        ("Cargo.lock", read(&course.root, LOCK)?),
        ("Cargo.toml", manifest::workspace(&read(&course.root, "Cargo.toml")?)),
    ] {
        files.push((name.into(), text.into_bytes()));
    }
    for (name, contents) in &files {
        folder.write(name, contents)?;
    }
    folder.finish()?;
    Ok(Students { exercises: course.exercises.len(), files: files.len() })
}

type File = (PathBuf, Vec<u8>);

/// The exercises as the solutions make them, whatever was written into `exercises/` since. A file that is in one room alone may
/// be anything, a copy of an answer for example.
fn stubs(root: &Path) -> Result<Vec<File>, Fault> {
    let differences = course::stubs(root, true)?;
    match differences.iter().find(|difference| difference.kind != DifferenceKind::Changed) {
        Some(difference) => {
            let remedy = "remove what is left over, and run `cargo grader course stubs`";
            let problem = format!("solutions/ and exercises/ do not hold the same files: {remedy}");
            Err(Fault::course(&difference.file, problem))
        }
        None => Ok(course::stubs_made(root)?.into_iter().collect()),
    }
}

fn weave(root: &Path) -> Result<Vec<File>, Fault> {
    let mut files = Vec::new();
    for package in [WEAVE, WEAVE_STD] {
        for name in source(root, package)? {
            let text = read(root, &name)?;
            files.push((name.into(), text.into_bytes()));
        }
        let name = format!("{package}/README.md");
        files.push(((&name).into(), read(root, &name)?.into_bytes()));
    }
    let manifest = |package: &str| format!("{package}/Cargo.toml");
    files.push((manifest(WEAVE).into(), manifest::weave(&read(root, &manifest(WEAVE))?).into_bytes()));
    files.push((manifest(WEAVE_STD).into(), read(root, &manifest(WEAVE_STD))?.into_bytes()));
    Ok(files)
}

/// The Rust files of a package, relative to the root of the course.
fn source(root: &Path, package: &str) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    for entry in WalkDir::new(root.join(package).join("src")).sort_by_file_name() {
        let entry = entry.map_err(|error| Fault::course(Path::new(package), format!("cannot be walked: {error}")))?;
        let name = entry.path().strip_prefix(root).unwrap_or(entry.path());
        if entry.file_type().is_file() && name.extension().is_some_and(|extension| extension == "rs") {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

fn read(root: &Path, name: &str) -> Result<String, Fault> {
    let path = root.join(name);
    fs::read_to_string(&path).map_err(Fault::file("read", &path))
}

fn for_students(readme: &str, exercises: &[Exercise], book: Option<&str>) -> String {
    let book = book.map(|book| book.trim_end_matches('/'));
    let rows: Vec<String> = exercises.iter().map(|exercise| row(exercise, book)).collect();
    let book = match book {
        Some(book) => format!("The book that goes with them: <{book}/>"),
        None => "The book that goes with them: your teacher puts its address here.".to_owned(),
    };
    readme.replace("{book}", &book).replace("{exercises}", &rows.join("\n"))
}

fn row(exercise: &Exercise, book: Option<&str>) -> String {
    let title = match book {
        Some(book) => format!("[{}]({book}/{})", exercise.title, exercise.chapter.replace(".md", ".html")),
        None => exercise.title.clone(),
    };
    format!("| `{}` | {title} |", exercise.package)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_the_exercises_and_a_place_for_the_book() {
        let mut exercise = Exercise::broken(Path::new("hidden/ex01_a"), String::new());
        exercise.chapter = "exercises/ex01_a.md".into();
        let readme = |book| for_students("{book}\n{exercises}\n", std::slice::from_ref(&exercise), book);
        assert_eq!(
            readme(None),
            "The book that goes with them: your teacher puts its address here.\n| `ex01` | ex01_a |\n"
        );
        assert_eq!(
            readme(Some("https://example.org/book/")),
            "The book that goes with them: <https://example.org/book/>\n\
             | `ex01` | [ex01_a](https://example.org/book/exercises/ex01_a.html) |\n"
        );
    }
}
