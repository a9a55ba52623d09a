//! `grader course`: what the course's own authors need.

use super::{ExitCode, Failure, arguments, output::Screen};
use crate::course::{self, Course, Difference, DifferenceKind, NotStarted};

/// Does what is asked.
///
/// # Errors
/// A name that is no new exercise's, or a file of the course that cannot be read or written.
pub(super) fn course(command: &arguments::Course, screen: &Screen) -> Result<ExitCode, Failure> {
    match command {
        arguments::Course::New { stem, explored } => new(stem, *explored, screen),
        arguments::Course::Stubs { check } => stubs(*check, screen),
        arguments::Course::Tidy => tidy(screen),
    }
}

fn new(stem: &str, explored: bool, screen: &Screen) -> Result<ExitCode, Failure> {
    let written = course::start(&Course::locate()?, stem, explored)?;
    let written: String = written.iter().map(|file| format!("written  {}\n", file.display())).collect();
    let scenarios = if explored { "scenarios.rs, " } else { "" };
    screen.write(&format!(
        "{written}\
         The exercise works as it is: cargo grader grade solutions --exercise {stem}\n\
         Next: put yours in the place of the example, in solutions/{stem} first; cargo grader course stubs after each change\n\
         \x20     then driver.rs, {scenarios}mod.rs and exercise.toml in grader/hidden/{stem}, and answers in submissions/\n\
         \x20     cargo grader course tidy says what does not fit; CONTRIBUTING.md tells of each step\n"
    ))?;
    Ok(ExitCode::Passed)
}

fn stubs(check: bool, screen: &Screen) -> Result<ExitCode, Failure> {
    let differences = course::stubs(&Course::locate()?, check)?;
    let mut text: String = differences.iter().map(|difference| told(difference, check)).collect();
    text += match (differences.is_empty(), check) {
        (true, _) => "exercises/ is what solutions/ makes of it\n",
        (false, true) => "Next: cargo grader course stubs\n",
        (false, false) => "Next: look at the changes, and commit them with those in solutions/\n",
    };
    screen.write(&text)?;
    Ok(if check && !differences.is_empty() { ExitCode::NotPassed } else { ExitCode::Passed })
}

fn told(difference: &Difference, check: bool) -> String {
    let what = match (difference.kind, check) {
        (DifferenceKind::Missing, true) => "missing",
        (DifferenceKind::Changed, true) => "out of date",
        (DifferenceKind::Stale, true) => "no longer made",
        (DifferenceKind::Missing, false) => "made",
        (DifferenceKind::Changed, false) => "changed",
        (DifferenceKind::Stale, false) => "removed",
    };
    format!("{what:<14}  {}\n", difference.file.display())
}

fn tidy(screen: &Screen) -> Result<ExitCode, Failure> {
    let problems = course::tidy(&Course::locate()?)?;
    let mut text: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    if problems.is_empty() {
        text += "the course is tidy\n";
    }
    screen.write(&text)?;
    Ok(if problems.is_empty() { ExitCode::Passed } else { ExitCode::NotPassed })
}

impl From<NotStarted> for Failure {
    fn from(reason: NotStarted) -> Failure {
        match reason {
            NotStarted::Fault(fault) => fault.into(),
            reason => Failure::Usage(reason.to_string()),
        }
    }
}
