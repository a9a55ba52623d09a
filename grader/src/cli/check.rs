//! `grader check`: one exercise of one's own, event by event.

use std::{
    env,
    io::{self, BufRead},
};

use super::{
    ExitCode, Failure,
    arguments::{Check, EventFormat},
    grade::launcher,
    output::Screen,
};
use crate::{
    pipeline::Checks,
    practice::{self, Event, Means, NoPlace, Place},
    report::{self, Report, Standing},
};

/// Set by `watch` for a check that gets ready, and begins when a line comes over standard input.
pub(super) const WHEN_TOLD: &str = "GRADER_WHEN_TOLD";

/// Checks the exercise that is asked for, or the first that has not passed.
///
/// # Errors
/// There is no such exercise here, or what is said cannot be written.
pub(super) fn check(asked: &Check, screen: &Screen) -> Result<ExitCode, Failure> {
    let place = Place::find()?;
    let name = super::or_next(&place, asked.exercise.as_deref())?;
    let exercise = place.exercise(&name).map_err(NoPlace::from)?;
    if let Some(fault) = &exercise.fault {
        return Err(Failure::Fault(fault.clone()));
    }
    if !place.folder(exercise).is_dir() {
        let package = &exercise.package;
        let remedy = format!("`cargo grader reset {package}` puts it back as it was given");
        return Err(Failure::Usage(format!("exercises/{} is gone; {remedy}", exercise.stem)));
    }
    let when_told = env::var_os(WHEN_TOLD).is_some();
    // What takes time and does not depend on the files is done before the word comes.
    let ready = (when_told && place.hidden).then(|| means(Checks::find(&place.course.root)));
    ready.iter().flatten().for_each(Means::prepare);
    if when_told && io::stdin().lock().read_line(&mut String::new()).unwrap_or(0) == 0 {
        return Ok(ExitCode::Passed);
    }
    let width = screen.width();
    let mut failed = None;
    let mut tell = |event: Event| {
        let text = match asked.format {
            EventFormat::Terminal => report::practice::event(&event, width),
            EventFormat::JsonLines => line(&event),
        };
        if failed.is_none() && !text.is_empty() {
            failed = screen.write(&text).err();
        }
    };
    let (report, passed) =
        practice::check(&place, exercise, || ready.unwrap_or_else(|| means(Checks::default())), &mut tell)?;
    match failed {
        Some(failure) => Err(failure),
        None => Ok(code(report.as_ref(), passed)),
    }
}

fn means(checks: Checks) -> Result<Means, Failure> {
    Ok(Means::ready(launcher(None)?, checks))
}

fn line(event: &Event) -> String {
    serde_json::to_string(event).map_or_else(|_| String::new(), |line| line + "\n")
}

fn code(report: Option<&Report>, passed: bool) -> ExitCode {
    match report.map(Report::standing) {
        Some(Standing::Fault) => ExitCode::Fault,
        Some(Standing::Passed) => ExitCode::Passed,
        None if passed => ExitCode::Passed,
        Some(Standing::NotPassed) | None => ExitCode::NotPassed,
    }
}

impl From<NoPlace> for Failure {
    fn from(reason: NoPlace) -> Failure {
        match reason {
            NoPlace::Fault(fault) => fault.into(),
            reason => Failure::Usage(reason.to_string()),
        }
    }
}
