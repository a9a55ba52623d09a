//! `grader reset`: an exercise as it was given.

use super::{ExitCode, Failure, arguments::Named, output::Screen};
use crate::practice::{NoPlace, Place, start_over};

/// Puts it back, and says where the student's own files are.
///
/// # Errors
/// There is no such exercise, nothing to put back from, or a file that cannot be written.
pub(super) fn reset(asked: &Named, screen: &Screen) -> Result<ExitCode, Failure> {
    let place = Place::find()?;
    let exercise = place.exercise(&asked.exercise).map_err(NoPlace::from)?;
    let stem = &exercise.stem;
    if !place.hidden {
        let remedy = format!(
            "git knows what was given: `git restore exercises/{stem}`, or `git log` where you have committed since"
        );
        return Err(Failure::Usage(format!("this copy of the course has nothing to put back from; {remedy}")));
    }
    let done = start_over(&place, exercise)?;
    let mut text = String::new();
    for file in &done.restored {
        text += &format!("as given  {}\n", file.display());
    }
    for file in &done.kept {
        text += &format!("yours     {}\n", file.display());
    }
    text += &match done.restored.is_empty() {
        true => format!("{stem} is as it was given already.\n"),
        false => format!("Next: cargo grader check {}\n", exercise.package),
    };
    screen.write(&text)?;
    Ok(ExitCode::Passed)
}
