//! What the student's own code does in one case of a check, to be looked at: the way from a folder to a picture. The checks
//! run and judge as they do when it is graded; one case of theirs is chosen.

use std::{collections::BTreeMap, path::Path};

use draw::Picture;

use super::{
    Checks, Means,
    hidden::{Asked, Run},
};
use crate::{
    Fault,
    build::{self, Build},
    course::{Check, Course, Exercise, Visibility},
    judge::{Finding, Outcome, Record, Verdict},
    report::with_source,
    sandbox::Launcher,
    submission::{self, NotTaken, PathError},
};

/// Threads and processes of a run that can be followed.
const FEW: usize = 8;

/// One case, and what is done in it.
#[derive(Debug)]
pub struct Traced<'a> {
    /// Whose it is.
    pub exercise: &'a Exercise,
    /// The check.
    pub check: &'a Check,
    /// The case.
    pub case: String,
    /// What does not hold in it.
    pub finding: Option<Finding>,
    /// What is done in it, with the student's lines; empty where this machine cannot see it.
    pub picture: Picture,
    /// A run once more, as rows of text that go from left to right; none of a schedule.
    pub bars: Vec<String>,
}

/// Why there is nothing to look at.
#[derive(Debug, thiserror::Error)]
pub enum NotTraced {
    /// The exercise is not there: the user's mistake.
    #[error(transparent)]
    Path(PathError),
    /// It has no such check that students see.
    #[error("{stem} has no check of that name that can be shown: ask for {}", known.join(", "))]
    Check {
        /// The exercise.
        stem: String,
        /// The checks that there are.
        known: Vec<String>,
    },
    /// The submission could not be taken, or does not compile.
    #[error("{}: {}\n{}", .0.verdict, .0.message, .0.seen)]
    Refused(Box<Finding>),
    /// Not one case was run.
    #[error("no run of {0} can be shown on this machine: see what it lacks with `cargo grader doctor`")]
    Blind(String),
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Runs the checks of `exercise` that students see, or the one called `check`, with what is in `folder`, and chooses a case: the
/// first that fails most severely; else the first in which several threads or processes take part, but no crowd.
///
/// # Errors
/// See [`NotTraced`].
pub fn trace<'a>(
    course: &Course,
    exercise: &'a Exercise,
    folder: &Path,
    check: Option<&str>,
    launcher: &Launcher,
    checks: Checks,
) -> Result<Traced<'a>, NotTraced> {
    if let Some(fault) = &exercise.fault {
        return Err(Fault::course(&exercise.hidden, fault.clone()).into());
    }
    let shown: Vec<&Check> = exercise.checks.iter().filter(|one| one.visibility == Visibility::Visible).collect();
    if check.is_some_and(|name| !shown.iter().any(|one| one.id == name)) {
        let known = shown.iter().map(|one| one.id.clone()).collect();
        return Err(NotTraced::Check { stem: exercise.stem.clone(), known });
    }
    let submission = submission::take(exercise, folder)?;
    let program = match build::build(&course.root, exercise, &submission, launcher)? {
        Build::Ready(program) => program,
        Build::Refused(finding) => return Err(NotTraced::Refused(finding)),
    };
    let means = Means { course, launcher, hidden: checks.0, apart: false };
    let hidden = means.hidden().map_err(|problem| Fault::course(&exercise.hidden, problem))?;
    let asked = Asked { exercise, check, submission: &submission, built: &program, drawn: true };
    let run = hidden.run(&asked, &means, None)?;
    let shown = shown.into_iter().filter(|one| check.is_none_or(|name| one.id == name));
    let cases = cases(shown, &run.records);
    let (check, record) = chosen(&cases).ok_or_else(|| nothing(exercise, &run))?;
    Ok(traced(exercise, check, record, &submission.files))
}

/// Why not one case was run: it is our fault if a case says so, or if none is there.
fn nothing(exercise: &Exercise, run: &Run) -> NotTraced {
    let fault = run.records.iter().find_map(|record| match &record.outcome {
        Outcome::Fault(problem) => Some(problem),
        _ => None,
    });
    match fault.or(run.records.is_empty().then_some(&run.said)) {
        Some(problem) => Fault::course(&exercise.hidden, problem.clone()).into(),
        None => NotTraced::Blind(exercise.stem.clone()),
    }
}

/// The cases of these checks, in the order of the checks; those of one check from the last by its name, which asks for most.
fn cases<'a, 'b>(checks: impl Iterator<Item = &'a Check>, records: &'b [Record]) -> Vec<(&'a Check, &'b Record)> {
    let mut cases = Vec::new();
    for check in checks {
        let mut own: Vec<&Record> = records.iter().filter(|record| record.check == check.id).collect();
        own.sort_by(|one, other| other.case.cmp(&one.case));
        cases.extend(own.into_iter().map(|record| (check, record)));
    }
    cases
}

fn traced<'a>(
    exercise: &'a Exercise,
    check: &'a Check,
    record: &Record,
    files: &BTreeMap<String, String>,
) -> Traced<'a> {
    let picture = record.drawn.as_deref().cloned().unwrap_or_default();
    let picture = Picture { schedule: with_source(picture.schedule, files), ..picture };
    let bars = if picture.timeline.lanes.is_empty() { Vec::new() } else { record.timeline.clone() };
    Traced { exercise, check, case: record.case.clone(), finding: record.worst().cloned(), picture, bars }
}

/// The first case that fails most severely; else the first in which several take part, but no crowd; else the first at all.
fn chosen<'a, 'b>(cases: &[(&'a Check, &'b Record)]) -> Option<(&'a Check, &'b Record)> {
    let columns = |record: &Record| {
        let schedule = record.drawn.as_ref().map(|drawn| &drawn.schedule).filter(|schedule| !schedule.steps.is_empty());
        schedule.map_or(0, |schedule| schedule.columns.len())
    };
    let drawn = || cases.iter().filter(|(_, record)| columns(record) > 0);
    let worst = Verdict::most_severe(drawn().filter_map(|(_, record)| Some(record.worst()?.verdict)));
    let fails = |(_, record): &&(&Check, &Record)| record.worst().is_some_and(|finding| finding.verdict == worst);
    let is_few = |(_, record): &&(&Check, &Record)| (2..=FEW).contains(&columns(record));
    drawn().find(fails).or_else(|| drawn().find(is_few)).or_else(|| drawn().next()).copied()
}

impl From<NotTaken> for NotTraced {
    fn from(reason: NotTaken) -> NotTraced {
        match reason {
            NotTaken::Refused(finding) => NotTraced::Refused(finding),
            NotTaken::Path(error) => NotTraced::Path(error),
            NotTaken::Fault(fault) => NotTraced::Fault(fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use draw::{Schedule, Step};

    use super::*;

    fn check(id: &str) -> Check {
        let (sentence, next) = (id.to_owned(), String::new());
        Check { id: id.into(), sentence, weight: 1, visibility: Visibility::Visible, needs: Vec::new(), next }
    }

    fn record(check: &str, case: &str, columns: usize, verdict: Verdict) -> Record {
        let schedule =
            Schedule { columns: vec![String::new(); columns], steps: vec![Step::default(); columns], left_out: 0 };
        let outcome = match verdict {
            Verdict::Passed => Outcome::Passed,
            verdict => Outcome::Failed(vec![Finding::new(verdict, "")]),
        };
        Record {
            stem: "ex99_example".into(),
            check: check.into(),
            case: case.into(),
            seed: None,
            outcome,
            timeline: Vec::new(),
            cpu_us: 0,
            covered: None,
            remark: None,
            drawn: Some(Box::new(Picture { schedule, ..Picture::default() })),
        }
    }

    #[test]
    fn what_fails_most_severely_is_shown_else_what_can_be_followed() {
        let checks = ["one", "two", "three"].map(check);
        let passed = Verdict::Passed;
        let few = record("two", "pause=4ms", 2, passed);
        let worse = record("three", "c", 1, Verdict::Deadlock);
        let bad = record("one", "c", 2, Verdict::WrongOutput);
        let all = [
            record("one", "alone", 1, passed),
            record("two", "crowd", 900, passed),
            record("two", "pause=0ms", 2, passed),
        ];
        let tell = |more: &[&Record]| {
            let records: Vec<Record> = all.iter().chain(more.iter().copied()).cloned().collect();
            chosen(&cases(checks.iter(), &records)).map(|(check, record)| format!("{} {}", check.id, record.case))
        };
        assert_eq!(tell(&[]).unwrap(), "two pause=0ms");
        assert_eq!(tell(&[&few]).unwrap(), "two pause=4ms");
        assert_eq!(tell(&[&few, &bad]).unwrap(), "one c");
        assert_eq!(tell(&[&worse, &few, &bad]).unwrap(), "three c");
        assert!(chosen(&cases(checks.iter(), &[record("one", "unseen", 0, Verdict::Stuck)])).is_none());
    }
}
