//! `target/grader/progress.json`: what the last check of each exercise came to, for the book and for other programs. Its form
//! is `grader/progress.schema.json`.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::written;
use crate::{
    Fault,
    course::{EXERCISES, Visibility},
    judge::Verdict,
    report::{CheckReport, ExerciseReport, Report},
};

/// Where it lies, from the root of the course.
const FILE: &str = "target/grader/progress.json";

/// What is in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    version: u32,
    /// By their packages; those that were checked.
    pub exercises: BTreeMap<String, Reached>,
}

/// What one exercise has reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reached {
    /// `None` where not every check could be judged.
    pub verdict: Option<Verdict>,
    /// Checks that passed.
    pub passed: usize,
    /// Checks that there are.
    pub total: usize,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// When, in UTC.
    pub checked: String,
    /// The schedule under which a check failed.
    pub trace: Option<Trace>,
}

/// A schedule of the student's own code, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// What is wrong.
    pub message: String,
    /// The names of the threads.
    pub threads: Vec<String>,
    /// For each operation which thread did it, the line of source, and what it did.
    pub steps: Vec<(usize, String, String)>,
    /// What shows it once more: `cargo grader replay ex07 SCHEDULE --scenario SCENARIO`.
    pub scenario: String,
    /// See `scenario`.
    pub schedule: String,
}

impl Default for Progress {
    fn default() -> Progress {
        Progress { version: 1, exercises: BTreeMap::new() }
    }
}

impl Progress {
    /// What the copy of the course at `root` has reached.
    pub fn read(root: &Path) -> Progress {
        written::read(&root.join(FILE))
    }

    /// Keeps what `report` says of the exercises of the copy at `root`; what was graded elsewhere is nobody's progress.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(root: &Path, report: &Report) -> Result<(), Fault> {
        let own: Vec<&ExerciseReport> = report.exercises.iter().filter(|one| is_own(root, one)).collect();
        if own.is_empty() {
            return Ok(());
        }
        written::change(&root.join(FILE), |progress: &mut Progress| {
            for one in own {
                progress.exercises.insert(one.exercise.clone(), reached(one));
            }
        })
    }

    /// Forgets an exercise, by its package.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn forget(root: &Path, package: &str) -> Result<(), Fault> {
        let path = root.join(FILE);
        match path.exists() {
            true => written::change(&path, |progress: &mut Progress| drop(progress.exercises.remove(package))),
            false => Ok(()),
        }
    }
}

/// Judged, and in the student's own folder.
fn is_own(root: &Path, report: &ExerciseReport) -> bool {
    let real = |path: PathBuf| fs::canonicalize(path).ok();
    let own = real(root.join(EXERCISES).join(&report.stem));
    report.handed_in && report.fault.is_none() && own.is_some() && own == real(report.folder.clone())
}

fn reached(report: &ExerciseReport) -> Reached {
    Reached {
        verdict: report.verdict,
        passed: report.checks.iter().filter(|check| check.passed).count(),
        total: report.checks.len(),
        score: report.score,
        max_score: report.max_score,
        checked: written::now(),
        trace: report.checks.iter().find_map(|check| trace(report, check)),
    }
}

/// The schedule of a check that students may see.
fn trace(report: &ExerciseReport, check: &CheckReport) -> Option<Trace> {
    let finding = check.finding.as_ref().filter(|_| check.visibility == Visibility::Visible)?;
    let replay = finding.replay.as_ref()?;
    let told = &replay.trace.message;
    let source = |file: &str, line: u32| {
        let line = report.files.get(file)?.lines().nth(line.checked_sub(1)? as usize)?;
        Some(line.trim().to_owned())
    };
    let steps = replay.trace.steps.iter().map(|step| {
        let source = step.place.as_ref().and_then(|place| source(&place.file, place.line));
        (step.thread, source.unwrap_or_else(|| "the check".to_owned()), step.action.clone())
    });
    Some(Trace {
        message: if told.is_empty() { finding.message.clone() } else { told.clone() },
        threads: replay.trace.threads.clone(),
        steps: steps.collect(),
        scenario: replay.scenario.clone(),
        schedule: replay.schedule.clone(),
    })
}
