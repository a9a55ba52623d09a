//! `grader list`: the exercises with their checks and points.

use super::{
    ExitCode, Failure,
    output::{self, Screen},
};
use crate::{course::Course, report};

/// Lists them.
///
/// # Errors
/// A course that cannot be read.
pub(super) fn list(screen: &Screen) -> Result<ExitCode, Failure> {
    let course = Course::load(&Course::locate()?)?;
    screen.write(&report::listing(&course.exercises, screen.width()))?;
    let faults: Vec<&String> = course.exercises.iter().filter_map(|exercise| exercise.fault.as_ref()).collect();
    for fault in &faults {
        output::complain(&format!("fault: {fault}"));
    }
    Ok(if faults.is_empty() { ExitCode::Passed } else { ExitCode::Fault })
}
