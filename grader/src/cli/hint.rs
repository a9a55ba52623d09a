//! `grader hint`: the next of the hints of an exercise, each stronger than the one before.

use super::{ExitCode, Failure, arguments::Hint, output::Screen};
use crate::{
    course,
    practice::{Kept, NoPlace, Place},
    report,
};

/// Shows the next hint that was not seen; the last one again, once all were.
///
/// # Errors
/// There is no such exercise, or it has no such hint.
pub(super) fn hint(asked: &Hint, screen: &Screen) -> Result<ExitCode, Failure> {
    let place = Place::find()?;
    let exercise = place.exercise(&super::or_next(&place, asked.exercise.as_deref())?).map_err(NoPlace::from)?;
    let hints = course::hints(&place.folder(exercise))?;
    let of = hints.len();
    let seen = Kept::read(&place.course.root).exercise(&exercise.package).hints;
    let number = asked.number.unwrap_or_else(|| (seen + 1).min(of));
    let Some(text) = number.checked_sub(1).and_then(|index| hints.get(index)) else {
        let remedy = if of == 0 { "its hints.md is gone" } else { "ask for one of 1 to 3" };
        return Err(Failure::Usage(format!("{} has no hint {number}: {remedy}", exercise.package)));
    };
    Kept::change(&place.course.root, &exercise.package, |kept| kept.hints = kept.hints.max(number))?;
    screen.write(&report::practice::hint(&exercise.package, &exercise.title, number, of, text, screen.width()))?;
    Ok(ExitCode::Passed)
}
