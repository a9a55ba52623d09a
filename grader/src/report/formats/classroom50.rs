//! `result.json` of Classroom 50, `classroom50/result/v1`: an asset of a release in the student's own repository.
//!
//! Fields: its wiki, "Advanced Autograding", and `validate_result` of its `collect_scores.py`.

use serde::Serialize;

use super::{
    identity::Identity,
    not_judged::{NotJudged, all_judged},
    plain,
};
use crate::report::view::{CheckView, ExerciseView, StudentView};

/// The name of the form, with its version.
const SCHEMA: &str = "classroom50/result/v1";

/// The result, as JSON with a newline at its end.
///
/// `datetime` and `graded_at` are set anew by the runner; the second is left to it.
///
/// # Errors
/// An exercise was not judged; the runner then has to hear of a failure, not of 0 points.
pub fn classroom50(view: &StudentView, identity: &Identity) -> Result<String, NotJudged> {
    all_judged(view)?;
    let several = view.exercises.len() > 1;
    let of = |exercise| move |check| test(exercise, check, several);
    let result = Outcome {
        schema: SCHEMA,
        classroom: &identity.classroom,
        assignment: &identity.assignment,
        assignment_type: &identity.assignment_type,
        owner: &identity.owner,
        submission: &identity.submission,
        commit: &identity.commit,
        release: &identity.release,
        review: &identity.review,
        datetime: &identity.datetime,
        score: view.score,
        max_score: view.max_score,
        tests: view.exercises.iter().flat_map(|exercise| exercise.checks.iter().map(of(exercise))).collect(),
    };
    Ok(serde_json::to_string_pretty(&result).expect("a result has only strings, numbers and lists") + "\n")
}

fn test(exercise: &ExerciseView, check: &CheckView, several: bool) -> Test {
    Test {
        test_name: plain::name(exercise, check, several),
        passed: check.passed,
        score: check.score,
        max_score: check.max_score,
        diagnosis: check.verdict,
        message: plain::check(exercise, check).join("\n"),
    }
}

#[derive(Serialize)]
struct Outcome<'a> {
    schema: &'static str,
    classroom: &'a str,
    assignment: &'a str,
    assignment_type: &'a str,
    owner: &'a str,
    submission: &'a str,
    commit: &'a str,
    release: &'a str,
    review: &'a str,
    datetime: &'a str,
    score: u32,
    #[serde(rename = "max-score")]
    max_score: u32,
    tests: Vec<Test>,
}

/// The last two fields are ours; the collector keeps what it does not know.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Test {
    test_name: String,
    passed: bool,
    score: u32,
    max_score: u32,
    diagnosis: &'static str,
    message: String,
}
