//! The report as data; the fields that are serialised are `report.schema.json`. `assemble` fills it, and the formats read
//! nothing else.

use std::{collections::BTreeMap, path::PathBuf};

use serde::Serialize;

use crate::{
    course::Visibility,
    judge::{Finding, Lack, Verdict},
    sandbox::Level,
};

/// The name of the format, with its version.
pub const SCHEMA: &str = "forkjoin/report/v1";

/// What `verdict` says of a check that was not judged.
pub(super) const SKIPPED: &str = "skipped";

/// All that a grading came to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The grader's version.
    pub grader: &'static str,
    /// How well submissions were shut in; `None` where nothing was run.
    pub level: Option<Level>,
    /// Why marks should not rest on it; `None` at levels at which they can.
    pub warning: Option<String>,
    /// What was graded.
    pub submission: SubmissionReport,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// One entry an exercise, in the order of the course.
    pub exercises: Vec<ExerciseReport>,
}

/// What was graded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SubmissionReport {
    /// The path as the user typed it.
    pub path: String,
    /// SHA-256 over the digests of all exercises that were taken, in hex; `None` where there was none.
    pub digest: Option<String>,
}

/// One exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExerciseReport {
    /// Its package: `ex03`.
    pub exercise: String,
    /// Its stem: `ex03_ipc`.
    pub stem: String,
    /// `None` where nothing was handed in, where we failed, or where nothing failed but not every check was judged.
    pub verdict: Option<Verdict>,
    /// Checks that this machine could not judge.
    pub unjudged: usize,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// Wall-clock seconds that grading it took.
    pub seconds: f64,
    /// Why nothing of it was run.
    pub refusal: Option<RefusalReport>,
    /// How we failed, or why this machine can judge none of it.
    pub fault: Option<String>,
    /// One entry a check, in the order of `exercise.toml`.
    pub checks: Vec<CheckReport>,
    /// Its title: "Pass data over IPC".
    #[serde(skip)]
    pub title: String,
    /// Whether something was handed in for it.
    #[serde(skip)]
    pub handed_in: bool,
    /// The folder that was taken, as the user would type it.
    #[serde(skip)]
    pub folder: PathBuf,
    /// The texts of the files in it.
    #[serde(skip)]
    pub files: BTreeMap<String, String>,
    /// The fault is that of this machine, which can judge none of it.
    #[serde(skip)]
    pub blind: bool,
}

/// Why nothing of an exercise was run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefusalReport {
    /// Its name.
    pub verdict: Verdict,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What was asked for.
    pub expected: Option<String>,
    /// What was there.
    pub seen: Option<String>,
    /// The student's file, relative to the exercise's folder.
    pub file: Option<String>,
    /// The line in it, from 1.
    pub line: Option<u32>,
    /// The whole finding.
    #[serde(skip)]
    pub finding: Finding,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckReport {
    /// Its id.
    pub id: String,
    /// What it says to the student.
    pub sentence: String,
    /// Whether it holds; `false` where it was skipped.
    pub passed: bool,
    /// The name of a verdict, or `skipped`.
    pub verdict: &'static str,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// Who may see more of it than its sentence.
    pub visibility: Visibility,
    /// What happened, or why it was skipped; of a check that passed, which schedules were explored.
    pub message: Option<String>,
    /// What was asked for.
    pub expected: Option<String>,
    /// What was seen.
    pub seen: Option<String>,
    /// The student's file, relative to the exercise's folder.
    pub file: Option<String>,
    /// The line in it, from 1.
    pub line: Option<u32>,
    /// The schedule that shows the fault: `3:1`.
    pub replay: Option<String>,
    /// The seed of the case that failed: `0x2a`.
    pub seed: Option<String>,
    /// The whole finding.
    #[serde(skip)]
    pub finding: Option<Finding>,
    /// It was skipped because this machine cannot judge it.
    #[serde(skip)]
    pub lack: Option<Lack>,
    /// The case that failed.
    #[serde(skip)]
    pub case: Option<String>,
    /// Threads and processes of that case, drawn as text.
    #[serde(skip)]
    pub timeline: Vec<String>,
    /// What to do when it fails.
    #[serde(skip)]
    pub next: String,
}

/// What a report comes to as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Every check of every exercise passed.
    Passed,
    /// Something did not, or was not there.
    NotPassed,
    /// At least one exercise could not be judged, and it was not the submission's doing.
    Fault,
}

impl Report {
    /// What it comes to.
    pub fn standing(&self) -> Standing {
        if self.exercises.iter().any(|exercise| exercise.fault.is_some()) {
            return Standing::Fault;
        }
        match self.exercises.iter().all(ExerciseReport::passed) {
            true => Standing::Passed,
            false => Standing::NotPassed,
        }
    }
}

impl ExerciseReport {
    /// Nothing failed, but this machine could not judge every check: it is not known whether it passes.
    pub fn is_open(&self) -> bool {
        self.unjudged > 0 && self.verdict.is_none() && self.fault.is_none()
    }

    /// Every check passed.
    pub fn passed(&self) -> bool {
        self.verdict == Some(Verdict::Passed) && self.checks.iter().all(|check| check.passed)
    }
}

impl CheckReport {
    /// It was judged, and does not hold.
    pub fn failed(&self) -> bool {
        !self.passed && self.verdict != SKIPPED
    }
}
