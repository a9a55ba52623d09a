//! `results.json` of Gradescope.
//!
//! Fields: Gradescope's "Autograder Specifications". Text is given as `text`, which Gradescope shows as it is.

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    not_judged::{NotJudged, all_judged},
    plain,
};
use crate::report::view::{CheckView, ExerciseView, State, View};

/// The results, as JSON with a newline at its end.
///
/// In a view for staff the hidden checks are there with all that was found, and hidden by Gradescope; it then hides the
/// student's total as well.
///
/// # Errors
/// An exercise was not judged; Gradescope then has to find no results, not 0 points.
pub fn gradescope<A>(view: &View<A>) -> Result<String, NotJudged> {
    all_judged(view)?;
    let several = view.exercises.len() > 1;
    let results = Results {
        execution_time: view.exercises.iter().map(|exercise| exercise.seconds).sum(),
        output: output(view),
        output_format: "text",
        stdout_visibility: "hidden",
        extra_data: json!({"grader": view.grader, "level": view.level}),
        tests: view.exercises.iter().enumerate().flat_map(|(at, exercise)| tests(at + 1, exercise, several)).collect(),
    };
    Ok(serde_json::to_string_pretty(&results).expect("results have only strings, numbers and lists") + "\n")
}

fn output<A>(view: &View<A>) -> String {
    let mut lines = vec![format!("{} of {} points", view.score, view.max_score)];
    lines.extend(view.warning.clone());
    for exercise in &view.exercises {
        match &exercise.state {
            State::NotHandedIn => lines.push(format!("{}: not handed in", exercise.stem)),
            State::Refused(found) => {
                lines.push(format!("{}: {}, nothing was run", exercise.stem, found.verdict));
                lines.extend(plain::found(found));
            }
            State::NotJudged(_) | State::Judged(_) => {}
        }
    }
    lines.join("\n")
}

fn tests(number: usize, exercise: &ExerciseView, several: bool) -> Vec<Test> {
    let test = |(at, check): (usize, &CheckView)| Test {
        number: format!("{number}.{}", at + 1),
        name: plain::name(exercise, check, several),
        score: check.score,
        max_score: check.max_score,
        status: if check.passed { "passed" } else { "failed" },
        output: plain::check(exercise, check).join("\n"),
        output_format: "text",
        tags: vec![check.verdict],
        visibility: if check.hidden && check.told.is_some() { "hidden" } else { "visible" },
    };
    exercise.checks.iter().enumerate().map(test).collect()
}

#[derive(Serialize)]
struct Results {
    execution_time: f64,
    output: String,
    output_format: &'static str,
    stdout_visibility: &'static str,
    extra_data: Value,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    number: String,
    name: String,
    score: u32,
    max_score: u32,
    status: &'static str,
    output: String,
    output_format: &'static str,
    tags: Vec<&'static str>,
    visibility: &'static str,
}
