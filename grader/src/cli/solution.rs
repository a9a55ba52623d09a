//! `grader solution`: ours, for whoever has one of their own.

use super::{ExitCode, Failure, arguments::Solution, output::Screen};
use crate::{
    course::{self, SOLUTIONS},
    practice::{NoPlace, Place, status},
};

/// Shows it, if the exercise has passed or it is wanted anyway.
///
/// # Errors
/// The exercise has not passed, or this copy of the course has no solutions.
pub(super) fn solution(asked: &Solution, screen: &Screen) -> Result<ExitCode, Failure> {
    let place = Place::find()?;
    let exercise = place.exercise(&asked.exercise).map_err(NoPlace::from)?;
    let (stem, package) = (&exercise.stem, &exercise.package);
    let folder = place.course.root.join(SOLUTIONS).join(stem);
    if !folder.is_dir() {
        return Err(Failure::Usage("this copy of the course has no solutions: ask whoever gave it to you".to_owned()));
    }
    let passed = status(&place).exercises.iter().any(|one| one.stem == *stem && one.passed);
    if !passed && !asked.anyway {
        let remedy = format!(
            "`cargo grader hint {package}` helps; `cargo grader solution {package} --anyway` shows it all the same"
        );
        return Err(Failure::Usage(format!("{package} has not passed yet: {remedy}")));
    }
    let mut text = String::new();
    for (name, source) in course::answers(&place.course.root, stem)? {
        text += &format!("{SOLUTIONS}/{stem}/{}\n\n{source}\n", name.display());
    }
    text += &format!("Yours beside it: diff -u exercises/{stem}/src/lib.rs {SOLUTIONS}/{stem}/src/lib.rs\n");
    screen.write(&text)?;
    Ok(ExitCode::Passed)
}
