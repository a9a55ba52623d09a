//! `grader replay`: one schedule of one's own code, once more.

use super::{ExitCode, Failure, arguments::Replay, grade::launcher, output::Screen};
use crate::{
    course::Course,
    explore::Ended,
    pipeline::{self, NotReplayed},
    report,
};

/// Runs the schedule and explains it.
///
/// # Errors
/// There is no submission, no such scenario or no such schedule; the submission does not compile; or a fault of ours.
pub(super) fn replay(asked: &Replay, screen: &Screen) -> Result<ExitCode, Failure> {
    let course = Course::load(&Course::locate()?)?;
    let launcher = launcher(None)?;
    let scenario = asked.scenario.as_deref();
    let replayed = pipeline::replay(&course, &asked.path, &asked.exercise, scenario, &asked.schedule, &launcher)
        .map_err(failure)?;
    let (stem, exploration) = (&replayed.exercise.stem, &replayed.exploration);
    let text = report::replayed(stem, &replayed.scenario, exploration, &replayed.files, screen.width());
    screen.write(&text)?;
    Ok(if exploration.verdict == Ended::Passed { ExitCode::Passed } else { ExitCode::NotPassed })
}

fn failure(reason: NotReplayed) -> Failure {
    match reason {
        NotReplayed::Fault(fault) => fault.into(),
        reason => Failure::Usage(reason.to_string()),
    }
}
