//! `grader list`: the exercises with their checks and points.

use super::{ExitCode, Failure, output::Screen};
use crate::{course::Course, report};

/// Lists them.
///
/// # Errors
/// A course that cannot be read.
pub(super) fn list(screen: &Screen) -> Result<ExitCode, Failure> {
    let course = Course::load(&Course::locate()?)?;
    screen.write(&report::listing(&course.exercises, screen.width()))?;
    Ok(ExitCode::Passed)
}
