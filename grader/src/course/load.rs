//! Finds the course and reads its exercises. What an `exercise.toml` may say is `exercise_file`'s concern.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::rooms::{self, HIDDEN};
use super::{Exercise, exercise_file};
use crate::Fault;

/// All exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The root of the repository.
    pub root: PathBuf,
    /// In the order of their stems.
    pub exercises: Vec<Exercise>,
}

/// A name that is no exercise's, or several exercises'.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} exercise is called `{asked}`: ask for {}", if *.several { "more than one" } else { "no" }, known.join(", "))]
pub struct UnknownExercise {
    /// What was asked for.
    pub asked: String,
    /// Several exercises fit.
    pub several: bool,
    /// The stems to choose from.
    pub known: Vec<String>,
}

impl Course {
    /// The root of the course: what `FORKJOIN_COURSE` names, else the closest folder from the current one upwards that
    /// holds `grader/hidden`, else the folder that the grader was compiled in.
    ///
    /// # Errors
    /// `FORKJOIN_COURSE` names a folder without `grader/hidden`, or there is none anywhere.
    pub fn locate() -> Result<PathBuf, Fault> {
        let current = env::current_dir().map_err(Fault::file("read", Path::new(".")))?;
        let compiled = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        locate(env::var_os("FORKJOIN_COURSE").map(PathBuf::from), &current, compiled)
    }

    /// Reads the `exercise.toml` of every exercise under `root`.
    ///
    /// One that cannot be read, or does not say what it should, is the fault of its exercise and stops no other.
    ///
    /// # Errors
    /// The folder of the hidden checks cannot be read.
    pub fn load(root: &Path) -> Result<Course, Fault> {
        let hidden = root.join(HIDDEN);
        let exercises = rooms::stems(&hidden)?.iter().map(|stem| load_exercise(&hidden.join(stem))).collect();
        Ok(Course { root: root.to_owned(), exercises })
    }

    /// The stems of the exercises in a room, in order; none where there is no such room.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn stems(room: &Path) -> Result<std::collections::BTreeSet<String>, Fault> {
        rooms::stems(room)
    }

    /// Reads the `exercise.toml` of one exercise, by its stem, and of no other: for whoever asks for nothing else, once for each
    /// submission.
    pub fn load_one(root: &Path, stem: &str) -> Exercise {
        load_exercise(&root.join(HIDDEN).join(stem))
    }

    /// The exercise with that stem (`ex03_ipc`), package (`ex03`), number (`ex3`), or the only one whose stem begins so.
    ///
    /// # Errors
    /// There is none, or there are several; the error lists what there is.
    pub fn exercise(&self, name: &str) -> Result<&Exercise, UnknownExercise> {
        let number = name.strip_prefix("ex").and_then(|digits| digits.parse().ok());
        let same_number = |exercise: &&Exercise| number.is_some() && rooms::number(&exercise.package) == number;
        if let Some(exercise) = self.exercises.iter().find(same_number) {
            return Ok(exercise);
        }
        let fits = |exercise: &&Exercise| !name.is_empty() && exercise.stem.starts_with(name);
        let stems = |exercises: &[&Exercise]| exercises.iter().map(|exercise| exercise.stem.clone()).collect();
        match self.exercises.iter().filter(fits).collect::<Vec<_>>()[..] {
            [exercise] => Ok(exercise),
            [] => {
                let known = stems(&self.exercises.iter().collect::<Vec<_>>());
                Err(UnknownExercise { asked: name.to_owned(), several: false, known })
            }
            ref several => Err(UnknownExercise { asked: name.to_owned(), several: true, known: stems(several) }),
        }
    }
}

fn locate(asked: Option<PathBuf>, current: &Path, compiled: &Path) -> Result<PathBuf, Fault> {
    let is_course = |folder: &&Path| folder.join(HIDDEN).is_dir();
    if let Some(asked) = asked {
        let problem = format!("FORKJOIN_COURSE names a folder without {HIDDEN}: set it to the root of the course");
        return if is_course(&asked.as_path()) { Ok(asked) } else { Err(Fault::course(&asked, problem)) };
    }
    let found = current.ancestors().find(is_course).or(Some(compiled).filter(is_course));
    let problem = format!("no folder from here upwards holds {HIDDEN}: go there, or set FORKJOIN_COURSE to it");
    found.map(Path::to_owned).ok_or_else(|| Fault::course(current, problem))
}

fn load_exercise(hidden: &Path) -> Exercise {
    let path = hidden.join("exercise.toml");
    let text = fs::read_to_string(&path).map_err(Fault::file("read", &path));
    let exercise = text
        .and_then(|text| exercise_file::parse(hidden, &text).map_err(|error| Fault::course(&path, error.to_string())));
    exercise.unwrap_or_else(|fault| Exercise::broken(hidden, fault.to_string()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::course::tree::Tree;

    const EXERCISE: &str = "format_version = 1\ntitle = \"\"\nchapter = \"\"\nfiles = []\nrequired = []\nchecks = []\n";

    fn course() -> Course {
        let tree = Tree::new()
            .file("grader/hidden/main.rs", "")
            .file("grader/hidden/ex12_barrier/exercise.toml", EXERCISE)
            .file("grader/hidden/ex03_ipc/exercise.toml", EXERCISE)
            .file("grader/hidden/ex01_thread/exercise.toml", EXERCISE);
        Course::load(tree.root()).unwrap()
    }

    #[test]
    fn one_exercise_alone_is_as_it_is_among_all() {
        let tree = Tree::new().file("grader/hidden/ex03_ipc/exercise.toml", EXERCISE).file("grader/hidden/ex04/x", "");
        for exercise in Course::load(tree.root()).unwrap().exercises {
            assert_eq!(Course::load_one(tree.root(), &exercise.stem), exercise);
        }
    }

    #[test]
    fn exercises_are_loaded_in_the_order_of_their_stems() {
        let stems: Vec<String> = course().exercises.into_iter().map(|exercise| exercise.stem).collect();
        assert_eq!(stems, ["ex01_thread", "ex03_ipc", "ex12_barrier"]);
    }

    #[test]
    fn a_bad_file_is_a_fault_that_names_file_and_line_and_stops_no_other_exercise() {
        let tree = Tree::new()
            .file("grader/hidden/ex01_a/exercise.toml", "format_version = 1\nx = 1\n")
            .file("grader/hidden/ex02_b/exercise.toml", EXERCISE);
        let course = Course::load(tree.root()).unwrap();
        assert_eq!(course.exercise("ex02").unwrap().fault, None);
        let fault = course.exercise("ex01").unwrap().fault.clone().unwrap();
        assert!(fault.contains("grader/hidden/ex01_a/exercise.toml: line 2: unknown field `x`"), "{fault}");
    }

    #[rstest]
    #[case("ex03_ipc")]
    #[case("ex03")]
    #[case("ex3")]
    #[case("ex03_i")]
    fn an_exercise_is_found_by_stem_package_number_or_beginning(#[case] name: &str) {
        assert_eq!(course().exercise(name).unwrap().stem, "ex03_ipc");
    }

    #[rstest]
    #[case("ex9", "no exercise is called `ex9`: ask for ex01_thread, ex03_ipc, ex12_barrier")]
    #[case("", "no exercise is called ``: ask for ex01_thread, ex03_ipc, ex12_barrier")]
    #[case("ex", "more than one exercise is called `ex`: ask for ex01_thread, ex03_ipc, ex12_barrier")]
    #[case("ex0_", "no exercise is called `ex0_`: ask for ex01_thread, ex03_ipc, ex12_barrier")]
    fn what_is_not_there_is_an_error_that_lists_what_is(#[case] name: &str, #[case] error: &str) {
        assert_eq!(course().exercise(name).unwrap_err().to_string(), error);
    }

    #[test]
    fn the_course_is_what_was_asked_for_or_above_or_where_the_grader_was_made() {
        let (here, other) = (Tree::new(), Tree::new().file("grader/hidden/main.rs", ""));
        let inner = other.root().join("grader/hidden");
        assert_eq!(locate(Some(other.root().to_owned()), here.root(), here.root()).unwrap(), other.root());
        assert_eq!(locate(None, &inner, here.root()).unwrap(), other.root());
        assert_eq!(locate(None, here.root(), other.root()).unwrap(), other.root());
        assert!(locate(None, here.root(), here.root()).unwrap_err().to_string().contains("set FORKJOIN_COURSE"));
        let asked = Some(here.root().to_owned());
        assert!(locate(asked, other.root(), other.root()).unwrap_err().to_string().contains("FORKJOIN_COURSE names"));
    }
}
