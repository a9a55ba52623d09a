//! `results.json` of Exercism's test runners, version 3: one exercise.
//!
//! Fields: Exercism's "The Interface" of test runners. `test_code` and `task_id` are left out: the checks are no code that a
//! student could read, and belong to no task.

use serde::Serialize;

use super::plain;
use crate::report::{
    escape,
    view::{CheckView, ExerciseView, State, StudentView},
};

/// Characters that a message may have.
const LONGEST: usize = 65_535;

/// Bytes that all messages of checks may have together; the whole is to stay below 500 KB.
const BUDGET: usize = 300_000;

/// Results for Exercism are of one exercise, and the report is of another number of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("results for Exercism are of one exercise, not of {0}; name one with --exercise, or give the folder of one")]
pub struct NotOneExercise(pub usize);

/// The results, as JSON with a newline at its end.
///
/// # Errors
/// The view is of no exercise, or of several.
pub fn exercism(view: &StudentView) -> Result<String, NotOneExercise> {
    let [exercise] = view.exercises.as_slice() else { return Err(NotOneExercise(view.exercises.len())) };
    let message = why_no_test_ran(exercise);
    let status = match &message {
        Some(_) => "error",
        None if exercise.checks.iter().all(|check| check.passed) => "pass",
        None => "fail",
    };
    let tests = if message.is_some() { Vec::new() } else { tests(exercise) };
    let results = Results { version: 3, status, message, tests };
    Ok(serde_json::to_string_pretty(&results).expect("results have only strings, numbers and lists") + "\n")
}

fn why_no_test_ran(exercise: &ExerciseView) -> Option<String> {
    let message = match &exercise.state {
        State::NotHandedIn => "nothing was handed in".to_owned(),
        State::NotJudged(why) => format!("not judged: {why}"),
        State::Refused(found) => format!("{}\n{}", found.verdict, plain::found(found).join("\n")),
        State::Judged(_) => return None,
    };
    Some(escape::cut(&message, LONGEST))
}

fn tests(exercise: &ExerciseView) -> Vec<Test> {
    let each = BUDGET / exercise.checks.len().max(1);
    let test = |check: &CheckView| Test {
        name: plain::name(exercise, check, false),
        status: if check.passed { "pass" } else { "fail" },
        message: (!check.passed)
            .then(|| shortened(&plain::check(exercise, check).join("\n"), each))
            .map(|text| escape::cut(&text, LONGEST)),
    };
    exercise.checks.iter().map(test).collect()
}

/// As many lines of `text` as fit into that many bytes, and at least its first 100 characters.
fn shortened(text: &str, bytes: usize) -> String {
    let mut left = bytes;
    let fits = |line: &&str| {
        let fits = line.len() < left;
        left = left.saturating_sub(line.len() + 1);
        fits
    };
    let lines: Vec<&str> = text.lines().take_while(fits).collect();
    if lines.is_empty() { escape::cut(text, 100) } else { lines.join("\n") }
}

#[derive(Serialize)]
struct Results {
    version: u8,
    status: &'static str,
    message: Option<String>,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    name: String,
    status: &'static str,
    message: Option<String>,
}
