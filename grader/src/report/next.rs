//! The last line of a report: the one thing to do next. Written for whoever typed the command.

use super::{ExerciseReport, Report, Standing, escape, repeats};
use crate::{
    fault::DOCTOR,
    judge::{Finding, Replay},
};

/// Where a fault of ours is to be told.
pub const TELL_US: &str = "please open an issue in the course's repository with the text above";

/// How the grader is called in the course's repository.
pub const COMMAND: &str = "cargo grader";

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// In words; ends with a colon where there is a command.
    pub words: String,
    /// The command to give then.
    pub command: Option<String>,
}

/// What to do after reading `report` of what the reader finds under `path`.
pub fn step(report: &Report, path: &str) -> Step {
    let words = |words: String| Step { words, command: None };
    match report.standing() {
        Standing::Fault if report.exercises.iter().filter_map(|one| one.fault.as_ref()).all(|fault| doctors(fault)) => {
            doctor("not the submission's doing, but this machine's; see what it lacks:")
        }
        Standing::Fault => words(format!("a fault of the grader, not of the submission: {TELL_US}.")),
        Standing::Passed => words("nothing is left to mend here.".to_owned()),
        Standing::NotPassed => not_passed(report, path),
    }
}

fn not_passed(report: &Report, path: &str) -> Step {
    let find = |wanted: fn(&&ExerciseReport) -> bool| report.exercises.iter().find(wanted);
    if let Some(failed) = find(|one| one.handed_in && !one.passed() && !one.is_open()) {
        return of_exercise(path, failed);
    }
    if find(|one| one.is_open()).is_some() {
        return doctor("this machine could not judge every check; see what it lacks:");
    }
    match find(|one| !one.handed_in) {
        Some(absent) => of_exercise(path, absent),
        None => Step { words: "give a path that holds a submission.".to_owned(), command: None },
    }
}

/// Whether a fault is one that the doctor explains.
fn doctors(fault: &str) -> bool {
    fault.contains(DOCTOR)
}

/// See what this machine lacks.
pub(super) fn doctor(words: &str) -> Step {
    Step { words: words.to_owned(), command: Some(DOCTOR.to_owned()) }
}

fn of_exercise(path: &str, exercise: &ExerciseReport) -> Step {
    let command = Some(format!("{COMMAND} grade {} --exercise {}", escape::shell_word(path), exercise.exercise));
    if !exercise.handed_in {
        return Step { words: format!("solve {} in a folder of that name, then:", exercise.stem), command };
    }
    let verdict = match &exercise.refusal {
        Some(refusal) => refusal.verdict.name(),
        None => repeats::told_once(exercise).first().map_or("skipped", |(check, _)| check.verdict),
    };
    Step { words: format!("mend `{verdict}` in {}, then grade it again:", exercise.exercise), command }
}

/// The command that shows the schedule of a finding once more.
pub(super) fn replay(exercise: &ExerciseReport, finding: &Finding) -> Option<String> {
    Some(replay_in(&exercise.exercise, finding.replay.as_ref()?, &exercise.folder.display().to_string()))
}

/// The command that shows the schedule of `replay` once more, of what the reader finds under `path`.
pub(super) fn replay_in(exercise: &str, replay: &Replay, path: &str) -> String {
    let (schedule, scenario, path) =
        (escape::shell_word(&replay.schedule), escape::shell_word(&replay.scenario), escape::shell_word(path));
    format!("{COMMAND} replay {exercise} {schedule} {path} --scenario {scenario}")
}
