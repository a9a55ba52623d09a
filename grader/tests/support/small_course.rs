//! A course of one exercise in a folder of its own, built and run with the real compiler, the real explorer and our own
//! binary, which shuts runs in as well as this machine can.

use std::{fs, path::PathBuf, sync::OnceLock};

use grader::{
    build::{Build, build},
    course::{Course, Exercise},
    sandbox::Launcher,
    submission::{Submission, digest},
};
use tempfile::TempDir;

#[path = "ours.rs"]
mod ours;

/// What the exercise consists of.
pub struct Files<'a> {
    /// `exercise.toml`.
    pub exercise: &'a str,
    /// `scenarios.rs`, where it is explored.
    pub scenarios: Option<&'a str>,
    /// `driver.rs`.
    pub driver: &'a str,
    /// `src/lib.rs` as students get it.
    pub stub: &'a str,
}

/// The course, and the folder in which it is until that is dropped. Its explorer is ours.
pub fn of(stem: &str, files: &Files) -> (TempDir, Course) {
    let folder = TempDir::new().unwrap();
    let hidden = folder.path().join("grader/hidden");
    let exercise = hidden.join(stem);
    let stub = folder.path().join("exercises").join(stem).join("src");
    for folder in [&exercise, &stub] {
        fs::create_dir_all(folder).unwrap();
    }
    ours::lend(folder.path(), &["harness", "weave", "weave-core", "weave-sealed", "weave-std"]);
    fs::write(stub.join("lib.rs"), files.stub).unwrap();
    fs::write(exercise.join("exercise.toml"), files.exercise).unwrap();
    fs::write(exercise.join("driver.rs"), files.driver).unwrap();
    if let Some(scenarios) = files.scenarios {
        fs::write(exercise.join("scenarios.rs"), scenarios).unwrap();
    }
    let course = Course::load(folder.path()).unwrap();
    (folder, course)
}

/// Our own binary.
pub fn launcher() -> &'static Launcher {
    static LAUNCHER: OnceLock<Launcher> = OnceLock::new();
    LAUNCHER.get_or_init(|| Launcher::probe(env!("CARGO_BIN_EXE_grader").as_ref()).unwrap())
}

/// What becomes of a submission that is this library.
pub fn built(course: &Course, exercise: &Exercise, library: &str) -> Build {
    let submission = Submission {
        stem: exercise.stem.clone(),
        files: [("src/lib.rs".to_owned(), library.to_owned())].into(),
        digest: digest([("src/lib.rs", library.as_bytes())]),
        folder: PathBuf::from("handed-in"),
    };
    build(&course.root, exercise, &submission, launcher()).unwrap()
}
