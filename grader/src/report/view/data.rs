//! What a view holds. The formats read nothing else.

use std::{marker::PhantomData, ops::Deref};

use crate::{
    judge::Verdict,
    report::{data::SKIPPED, next::Step},
    sandbox::Level,
};

/// Whoever handed in, and whoever else may read what is handed back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Student {}

/// Whoever teaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staff {}

/// What students may read of a report.
pub type StudentView = View<Student>;

/// What staff may read of a report: everything.
pub type StaffView = View<Staff>;

/// A report as the audience `A` may read it: [`Contents`] that nobody can change.
///
/// Its fields are private to this module, so that nothing but [`StudentView::of`] and [`StaffView::of`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct View<A> {
    pub(super) contents: Contents,
    pub(super) audience: PhantomData<A>,
}

impl<A> Deref for View<A> {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        &self.contents
    }
}

/// What a view holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// The grader's version.
    pub grader: &'static str,
    /// How well submissions were shut in; `None` where nothing was run.
    pub level: Option<Level>,
    /// Why marks should not rest on it.
    pub warning: Option<String>,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// The one thing to do next.
    pub next: Step,
    /// One entry an exercise, in the order of the course.
    pub exercises: Vec<ExerciseView>,
}

/// One exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct ExerciseView {
    /// Its package: `ex03`.
    pub exercise: String,
    /// Its stem: `ex03_ipc`.
    pub stem: String,
    /// Its title.
    pub title: String,
    /// The most severe verdict; `None` where there is none.
    pub verdict: Option<Verdict>,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// Wall-clock seconds that grading it took.
    pub seconds: f64,
    /// How far it came.
    pub state: State,
    /// One entry a check, in the order of `exercise.toml`; skipped ones where nothing was run.
    pub checks: Vec<CheckView>,
}

/// How far an exercise came.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Nothing was handed in.
    NotHandedIn,
    /// We failed, or this machine can judge none of it.
    NotJudged(String),
    /// It was not run, for this reason.
    Refused(Found),
    /// It was run; this many checks could not be judged on this machine.
    Judged(usize),
}

/// One check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckView {
    /// What it says; `hidden check 1` where that is not told.
    pub name: String,
    /// Students get neither its inputs nor its sentence.
    pub hidden: bool,
    /// It holds.
    pub passed: bool,
    /// The name of a verdict, or `skipped`.
    pub verdict: &'static str,
    /// Points reached.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// Everything else; `None` of a check that is hidden from the audience.
    pub told: Option<Told>,
}

/// What is told of a check that is not hidden from the audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Why it was skipped; of one that passed, which schedules were explored.
    pub remark: Option<String>,
    /// What does not hold.
    pub found: Option<Found>,
    /// The case that failed.
    pub case: Option<String>,
    /// The seed of that case.
    pub seed: Option<String>,
    /// Threads and processes of that case, drawn as text.
    pub timeline: Vec<String>,
    /// The command that shows the schedule once more.
    pub replay: Option<String>,
    /// What to do when it fails.
    pub next: String,
}

/// What does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its name.
    pub verdict: Verdict,
    /// What happened.
    pub message: String,
    /// What was asked for; empty where nothing was.
    pub expected: String,
    /// What was seen.
    pub seen: String,
    /// The line to blame, then the lines that belong to it.
    pub spots: Vec<Spot>,
}

/// A line of a student's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// What was done there; `None` of the line to blame.
    pub what: Option<String>,
    /// The file, as the audience would open it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What stands there.
    pub source: Option<String>,
}

impl ExerciseView {
    /// Its checks that were judged and do not hold, the most severe first: each finding's first check, and the others that
    /// fail for the same one.
    pub fn failures(&self) -> Vec<(&CheckView, Vec<&CheckView>)> {
        let mut failures: Vec<(&CheckView, Vec<&CheckView>)> = Vec::new();
        for check in self.checks.iter().filter(|check| check.failed()) {
            match failures.iter_mut().find(|(first, _)| first.fails_alike(check)) {
                Some((_, others)) => others.push(check),
                None => failures.push((check, Vec::new())),
            }
        }
        failures.sort_by_key(|(check, _)| Verdict::SEVERITY.iter().position(|verdict| verdict.name() == check.verdict));
        failures
    }
}

impl CheckView {
    /// It was judged, and does not hold.
    pub fn failed(&self) -> bool {
        !self.passed && self.verdict != SKIPPED
    }

    /// What does not hold, where that is told.
    pub fn found(&self) -> Option<&Found> {
        self.told.as_ref()?.found.as_ref()
    }

    fn fails_alike(&self, other: &CheckView) -> bool {
        self.hidden == other.hidden && self.found().is_some() && self.found() == other.found()
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
