//! Where somebody works: the copy of the course that they are in, whole or as students get it. What is in an exercise is the
//! others' concern.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{
    Fault,
    course::{Course, EXERCISES, Exercise, HIDDEN, UnknownExercise, is_stem},
};

/// A copy of the course.
#[derive(Debug)]
pub struct Place {
    /// Its exercises, and its root.
    pub course: Course,
    /// It has the hidden checks; without them there are visible tests alone, and no verdict.
    pub hidden: bool,
}

/// Why there is nothing to work on: the user's mistake, or ours.
#[derive(Debug, thiserror::Error)]
pub enum NoPlace {
    /// No folder from here upwards has exercises.
    #[error("no exercises from {} upwards: go to the folder that you cloned the course into, as in `cd forkjoin`", .0.display())]
    Nowhere(PathBuf),
    /// There is no such exercise.
    #[error(transparent)]
    Exercise(#[from] UnknownExercise),
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Place {
    /// What `FORKJOIN_COURSE` names, else the closest folder from the current one upwards that holds `exercises/`.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn find() -> Result<Place, NoPlace> {
        if env::var_os("FORKJOIN_COURSE").is_some() {
            return Ok(Place { course: Course::load(&Course::locate()?)?, hidden: true });
        }
        let current = env::current_dir().map_err(Fault::file("read", Path::new(".")))?;
        let root = current.ancestors().find(|folder| has_exercises(folder));
        Place::of(root.ok_or_else(|| NoPlace::Nowhere(current.clone()))?)
    }

    fn of(root: &Path) -> Result<Place, NoPlace> {
        match root.join(HIDDEN).is_dir() {
            true => Ok(Place { course: Course::load(root)?, hidden: true }),
            false => Ok(Place { course: students_copy(root)?, hidden: false }),
        }
    }

    /// The folder of an exercise in it.
    pub fn folder(&self, exercise: &Exercise) -> PathBuf {
        self.course.root.join(EXERCISES).join(&exercise.stem)
    }

    /// The exercise of that name; or the one that a path leads into, as an editor gives it.
    ///
    /// # Errors
    /// There is none.
    pub fn exercise(&self, name: &str) -> Result<&Exercise, UnknownExercise> {
        let mut parts = Path::new(name).components().filter_map(|part| part.as_os_str().to_str());
        let stem = parts.rfind(|part| is_stem(part)).unwrap_or(name);
        self.course.exercise(stem)
    }
}

fn has_exercises(folder: &Path) -> bool {
    let exercises = fs::read_dir(folder.join(EXERCISES)).into_iter().flatten().flatten();
    exercises.filter_map(|entry| entry.file_name().into_string().ok()).any(|name| is_stem(&name))
}

/// The exercises of a copy without hidden checks; what is known of one is in its manifest.
fn students_copy(root: &Path) -> Result<Course, Fault> {
    let room = root.join(EXERCISES);
    let stems = Course::stems(&room)?;
    let exercises = stems.iter().map(|stem| {
        let manifest = fs::read_to_string(room.join(stem).join("Cargo.toml")).unwrap_or_default();
        let title = manifest.lines().find_map(|line| line.strip_prefix("description = \"")?.strip_suffix('"'));
        Exercise {
            title: title.unwrap_or(stem).to_owned(),
            fault: None,
            ..Exercise::broken(&room.join(stem), String::new())
        }
    });
    Ok(Course { root: root.to_owned(), exercises: exercises.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy() -> tempfile::TempDir {
        let root = tempfile::TempDir::new().unwrap();
        for (stem, description) in [("ex01_a", "Do this"), ("ex02_b", "Do that")] {
            let folder = root.path().join(EXERCISES).join(stem);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("Cargo.toml"), format!("[package]\ndescription = \"{description}\"\n")).unwrap();
        }
        root
    }

    #[test]
    fn a_students_copy_has_the_exercises_and_their_titles_and_no_checks() {
        let root = copy();
        let place = Place::of(root.path()).unwrap();
        let told: Vec<_> = place.course.exercises.iter().map(|one| (&*one.package, &*one.title)).collect();
        assert_eq!(told, [("ex01", "Do this"), ("ex02", "Do that")]);
        assert!(!place.hidden && place.course.exercises.iter().all(|one| one.fault.is_none() && one.checks.is_empty()));
    }

    #[test]
    fn an_exercise_is_found_by_its_name_or_by_a_path_that_leads_into_it() {
        let root = copy();
        let place = Place::of(root.path()).unwrap();
        for name in ["ex02", "ex02_b", "/somewhere/exercises/ex02_b/src/lib.rs", "exercises/ex02_b"] {
            assert_eq!(place.exercise(name).unwrap().stem, "ex02_b", "{name}");
        }
        assert!(place.exercise("ex09").is_err() && place.exercise("src/lib.rs").is_err());
    }
}
