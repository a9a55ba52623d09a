//! One exercise as `exercise.toml` describes it: what a student may hand in, how it is run, and what is checked.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::sandbox::Limits;

/// An exercise of the course.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// Its name in every room: `ex03_ipc`.
    pub stem: String,
    /// Its package: `ex03`.
    pub package: String,
    /// Its title: "Pass data over IPC".
    pub title: String,
    /// How long it takes most people, in minutes; 0 where nobody has said.
    pub minutes: u32,
    /// The chapter of the book that goes with it, relative to the book's root.
    pub chapter: String,
    /// Glob patterns of the files that are taken from a submission: `src/**/*.rs`.
    pub files: Vec<String>,
    /// Files that match, but are ours whatever the submission says: `src/main.rs`.
    pub given: Vec<String>,
    /// Files without which there is nothing to grade.
    pub required: Vec<String>,
    /// The crates that a submission may use beside std: `ipc-channel`.
    pub crates: Vec<String>,
    /// Whether its runs may open Unix sockets, in their own folder.
    pub sockets: bool,
    /// What one run may use.
    pub limits: Limits,
    /// How its schedules are explored, where they are.
    pub explored: Option<Explored>,
    /// The checks, in the order in which they are told.
    pub checks: Vec<Check>,
    /// `grader/hidden/STEM`.
    pub hidden: PathBuf,
    /// Why its `exercise.toml` cannot be used; it then has no checks, and nothing can be graded.
    pub fault: Option<String>,
}

impl Exercise {
    /// What is known of an exercise whose `exercise.toml` cannot be used.
    pub(crate) fn broken(hidden: &Path, fault: String) -> Exercise {
        let stem = hidden.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Exercise {
            package: stem.split('_').next().unwrap_or_default().to_owned(),
            title: stem.clone(),
            stem,
            minutes: 0,
            chapter: String::new(),
            files: Vec::new(),
            given: Vec::new(),
            required: Vec::new(),
            crates: Vec::new(),
            sockets: false,
            limits: Limits::default(),
            explored: None,
            checks: Vec::new(),
            hidden: hidden.to_owned(),
            fault: Some(fault),
        }
    }
}

/// How the schedules of an exercise are explored: by the scenarios in its `scenarios.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Explored {
    /// What of std is closed to its submissions, beside what is closed to all that are explored: `sync::Mutex`.
    pub closed: Vec<String>,
}

/// One statement that is graded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The name of its test in `mod.rs`.
    pub id: String,
    /// What it says to the student: "the main thread waits by joining".
    pub sentence: String,
    /// Points.
    pub weight: u32,
    /// Whether students see it by default.
    #[serde(default)]
    pub visibility: Visibility,
    /// Checks that must have passed for this one to say something.
    #[serde(default)]
    pub needs: Vec<String>,
    /// What to do next when it fails.
    pub next: String,
}

/// Who sees a check's name and inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Students and staff.
    #[default]
    Visible,
    /// Staff; what is handed back to students (`report::StudentView`) has its number, points and verdict alone.
    Hidden,
}
