//! Which folders under a PATH are submissions, and of which exercises. What is in them is `take`'s concern.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::PathError;
use crate::course::Exercise;

/// What was found under a PATH.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Each exercise's stem and the folder handed in for it, in the order of the course.
    pub folders: Vec<(String, PathBuf)>,
    /// The stems that were asked for and are not there, in the order of the course.
    pub absent: Vec<String>,
}

/// Finds the submissions under `path`: a workspace (it has `exercises/`), a folder of exercises (it has folders named
/// after stems), or the folder of one exercise (named after its stem, or `only` says which).
///
/// `only` is a stem or a package (`ex03_ipc`, `ex03`): nothing else is looked for, and any folder will do for it. Links in
/// `path` itself are the user's own and are followed.
///
/// # Errors
/// A path that leads to no submission, with what was looked for and what to do.
pub fn find(path: &Path, exercises: &[Exercise], only: Option<&str>) -> Result<Found, PathError> {
    let path = &canonical(path)?;
    let asked = asked_for(exercises, only)?;
    if let Some(exercise) = asked.iter().find(|exercise| path.ends_with(&exercise.stem)) {
        return Ok(one(exercise, path));
    }
    let folder = folder_of_exercises(path)?;
    if exercises.iter().any(|exercise| is_there(&folder, exercise)) {
        return Ok(below(&folder, &asked));
    }
    match asked[..] {
        [exercise] if only.is_some() && folder == *path => Ok(one(exercise, path)),
        _ => Err(no_exercise(path, exercises)),
    }
}

fn one(exercise: &Exercise, path: &Path) -> Found {
    Found { folders: vec![(exercise.stem.clone(), path.to_owned())], absent: Vec::new() }
}

/// `path` without links, dots and doubts: an existing folder that can be listed.
fn canonical(path: &Path) -> Result<PathBuf, PathError> {
    let canonical = path.canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotADirectory => PathError::NotAFolder(path.to_owned()),
        io::ErrorKind::PermissionDenied => unreadable(path, &error),
        _ => PathError::Missing(path.to_owned()),
    })?;
    if !canonical.is_dir() {
        return Err(PathError::NotAFolder(path.to_owned()));
    }
    fs::read_dir(&canonical).map_err(|error| unreadable(path, &error))?;
    Ok(canonical)
}

fn unreadable(path: &Path, error: &io::Error) -> PathError {
    PathError::Unreadable { path: path.to_owned(), reason: error.to_string() }
}

fn asked_for<'a>(exercises: &'a [Exercise], only: Option<&str>) -> Result<Vec<&'a Exercise>, PathError> {
    let Some(name) = only else { return Ok(exercises.iter().collect()) };
    match exercises.iter().find(|exercise| exercise.stem == name || exercise.package == name) {
        Some(exercise) => Ok(vec![exercise]),
        None => Err(PathError::UnknownExercise { name: name.to_owned(), known: shortened(exercises) }),
    }
}

/// `path/exercises` of a workspace, otherwise `path`.
fn folder_of_exercises(path: &Path) -> Result<PathBuf, PathError> {
    let inner = path.join("exercises");
    match fs::symlink_metadata(&inner) {
        Ok(metadata) if metadata.is_symlink() => Err(PathError::Link(inner)),
        Ok(metadata) if metadata.is_dir() => {
            fs::read_dir(&inner).map_err(|error| unreadable(&inner, &error))?;
            Ok(inner)
        }
        _ => Ok(path.to_owned()),
    }
}

fn below(folder: &Path, asked: &[&Exercise]) -> Found {
    let (here, absent): (Vec<&Exercise>, Vec<_>) = asked.iter().partition(|exercise| is_there(folder, exercise));
    Found {
        folders: here.iter().map(|exercise| (exercise.stem.clone(), folder.join(&exercise.stem))).collect(),
        absent: absent.iter().map(|exercise| exercise.stem.clone()).collect(),
    }
}

/// A link or a file in place of a folder counts as handed in: `take` says what is wrong with it.
fn is_there(folder: &Path, exercise: &Exercise) -> bool {
    fs::symlink_metadata(folder.join(&exercise.stem)).is_ok()
}

fn no_exercise(path: &Path, exercises: &[Exercise]) -> PathError {
    let example = exercises.first().map_or("STEM", |exercise| &exercise.stem);
    PathError::NoExercise {
        path: path.to_owned(),
        looked_for: shortened(exercises),
        remedy: match path.join("src").exists() {
            true => format!("if it is the folder of one exercise, say which: `--exercise {example}`"),
            false => "give a workspace, its `exercises` folder, or the folder of one exercise".to_owned(),
        },
    }
}

/// The stems, the middle left out where there are many.
fn shortened(exercises: &[Exercise]) -> String {
    let stems: Vec<String> = exercises.iter().map(|exercise| format!("`{}`", exercise.stem)).collect();
    match &stems[..] {
        [first, second, .., last] if stems.len() > 4 => format!("{first}, {second}, … {last}"),
        _ => stems.join(", "),
    }
}
