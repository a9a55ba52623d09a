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
    judge::{Finding, Outcome, Place, Record, Verdict},
    report::{Graded, Report, StaffView, StudentView, samples},
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

/// Every field that a submission may have chosen holds `text`.
fn saying(text: &str) -> Report {
    let exercise = samples::three_checks();
    let place = || Place { file: text.to_owned(), line: 3 };
    let finding = Finding {
        also: vec![(text.to_owned(), place())],
        ..Finding::new(Verdict::WrongOutput, text).contrast(text, text).at(Some(place()))
    };
    let record = |check: &str, outcome| Record {
        case: text.to_owned(),
        timeline: vec![text.to_owned()],
        ..samples::record(&exercise, check, outcome)
    };
    let records = [
        record("prints", Outcome::Failed(vec![finding])),
        record("joins", Outcome::Skipped(text.to_owned())),
        record("late", Outcome::Passed),
    ];
    samples::report(samples::graded(&exercise, samples::judged(&exercise, &records)))
}

#[test]
fn no_character_breaks_a_form() {
    let controls = (0..=0x2ff).chain([0x2028, 0x202e, 0xfeff, 0xfffd, 0xfffe, 0xffff, 0x1_f600, 0x10_ffff]);
    let each: Vec<String> = controls.filter_map(char::from_u32).map(|c| format!("{c}::error::{c}##[x]{c}")).collect();
    for text in each.iter().cloned().chain([each.concat(), String::new(), "]]>".into(), "&lt;\"'<!--".into()]) {
        let report = saying(&text);
        let (student, staff) = (StudentView::of(&report), StaffView::of(&report));
        for commands in [super::github(&student), super::github(&staff)] {
            assert!(commands.lines().all(github::is_ours), "{text:?}: {commands}");
        }
        for page in [super::feedback(&student), super::github_summary(&staff)] {
            assert!(!page.contains(|c: char| c.is_control() && c != '\n') && !page.contains("##["), "{text:?}: {page}");
            assert!(!page.lines().any(|line| line.trim_start().starts_with("::")), "{text:?}: {page}");
        }
        uppsala::parse(&super::junit(&staff)).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        for json in [super::sarif(&staff), super::gradescope(&staff).unwrap(), super::exercism(&student).unwrap()] {
            serde_json::from_str::<serde_json::Value>(&json).unwrap();
        }
    }
    let report = saying(&each.concat());
    assert_eq!(junit::refusals(&super::junit(&StaffView::of(&report))), Vec::<String>::new());
    assert_eq!(sarif::refusal(&super::sarif(&StaffView::of(&report))), None);
}
