//! Each form as a snapshot of all samples, and what its readers ask of it.

mod classroom50;
mod exercism;
mod github;
mod gradescope;
mod junit;
mod pages;
mod sarif;

use super::Identity;
use crate::{
    report::{Graded, Report, samples},
    sandbox::Level,
};

/// A report of each kind, with its name.
fn reports() -> Vec<(&'static str, Report)> {
    let exercise = samples::three_checks();
    let of = |fate| samples::report(samples::graded(&exercise, fate));
    vec![
        ("passed", of(samples::all_passed(&exercise))),
        ("not joined", of(samples::not_joined(&exercise))),
        ("stuck", of(samples::stuck(&exercise))),
        ("hostile", of(samples::hostile(&exercise))),
        ("refused", of(samples::refused(&exercise))),
        ("fault", of(samples::fault())),
        ("not handed in", samples::report(Graded::absent(&exercise))),
        ("unjudged", samples::report_at(Level::C, samples::graded(&exercise, samples::unobserved(&exercise)))),
        ("secretive", samples::secretive()),
    ]
}

/// What a form is of each sample, one below the other.
fn each(form: impl Fn(&Report) -> String) -> String {
    reports().iter().map(|(name, report)| format!("######## {name}\n{}\n", form(report))).collect()
}

fn variable(name: &str) -> Option<String> {
    let value = match name {
        "CLASSROOM" => "conc-101",
        "ASSIGNMENT" => "threads",
        "ASSIGNMENT_TYPE" => "individual",
        "USERNAME" => "alice",
        "SUBMISSION_TAG" => "submit/2026-11-21T14-32-05Z-a1b2c3d",
        "COMMIT_URL" => "https://github.com/o/r/commit/a1b2c3d",
        "RELEASE_URL" => "https://github.com/o/r/releases/tag/submit%2F2026-11-21T14-32-05Z-a1b2c3d",
        "REVIEW_URL" => "https://github.com/o/r/compare/0000000...a1b2c3d",
        _ => return None,
    };
    Some(value.to_owned())
}

/// Whose the samples are.
pub(in crate::report) fn identity() -> Identity {
    Identity::from_variables(variable).unwrap()
}
