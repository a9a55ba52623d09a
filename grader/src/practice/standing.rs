//! Where somebody stands: each exercise with what it has reached, and which one is next. How that is written is `report`'s
//! concern.

use serde::Serialize;

use super::{Kept, Place, Progress};
use crate::{course::Exercise, judge::Verdict};

/// All exercises.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// `SCHEMA`.
    pub schema: &'static str,
    /// The hidden checks are there; else there are visible tests alone.
    pub hidden_checks: bool,
    /// In the order of the course.
    pub exercises: Vec<Standing>,
    /// The package of the first one that has not passed.
    pub next: Option<String>,
}

/// The name of the format, with its version.
const SCHEMA: &str = "forkjoin/status/v1";

/// One exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Its package: `ex03`.
    pub exercise: String,
    /// Its stem: `ex03_ipc`.
    pub stem: String,
    /// Its title.
    pub title: String,
    /// How long it takes most people, in minutes; 0 where that is not known.
    pub minutes: u32,
    /// Of the last check; `None` before the first one.
    pub verdict: Option<Verdict>,
    /// It has passed, by the last check or by an earlier one that was cleaned away.
    pub passed: bool,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// Hints that were seen.
    pub hints: usize,
    /// When it was checked last, in UTC.
    pub checked: Option<String>,
}

/// Where somebody stands in `place`.
pub fn status(place: &Place) -> Status {
    let (progress, kept) = (Progress::read(&place.course.root), Kept::read(&place.course.root));
    let standing = |exercise: &Exercise| {
        let (reached, kept) = (progress.exercises.get(&exercise.package), kept.exercise(&exercise.package));
        let max_score = exercise.checks.iter().map(|check| check.weight).sum();
        let passed = reached.map_or(kept.passed.is_some(), |reached| reached.verdict == Some(Verdict::Passed));
        Standing {
            exercise: exercise.package.clone(),
            stem: exercise.stem.clone(),
            title: exercise.title.clone(),
            minutes: exercise.minutes,
            verdict: reached
                .and_then(|reached| reached.verdict)
                .or((passed && place.hidden).then_some(Verdict::Passed)),
            passed,
            score: reached.map_or(if passed { max_score } else { 0 }, |reached| reached.score.min(max_score)),
            max_score,
            hints: kept.hints,
            checked: reached.map(|reached| reached.checked.clone()),
        }
    };
    let exercises: Vec<Standing> = place.course.exercises.iter().map(standing).collect();
    let next = exercises.iter().find(|one| !one.passed).map(|one| one.exercise.clone());
    Status { schema: SCHEMA, hidden_checks: place.hidden, exercises, next }
}
