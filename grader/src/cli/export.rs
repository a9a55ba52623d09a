//! `grader export`: what leaves the course, and what to do with it next.

use std::path::Path;

use super::{ExitCode, Failure, arguments, output::Screen};
use crate::{
    course::Course,
    export::{self, ExportError, Tool},
};

/// Exports what is asked for.
///
/// # Errors
/// A place where something is already, a path without submissions, or a course that cannot be read.
pub(super) fn export(command: &arguments::Export, screen: &Screen) -> Result<ExitCode, Failure> {
    let course = Course::load(&Course::locate()?)?;
    let text = match command {
        arguments::Export::Students { place, book } => students(&course, place, book.as_deref())?,
        arguments::Export::Similarity { tool, submissions, place, exercise } => {
            let tool = match tool {
                arguments::Tool::Dolos => Tool::Dolos,
                arguments::Tool::Jplag => Tool::Jplag,
            };
            similarity(&course, tool, submissions, place, exercise)?
        }
    };
    screen.write(&text)?;
    Ok(ExitCode::Passed)
}

fn students(course: &Course, place: &Path, book: Option<&str>) -> Result<String, ExportError> {
    let students = export::students(course, place, book)?;
    let link = if book.is_none() { "put the address of the book into its README.md, then " } else { "" };
    let (place, first) = (place.display(), course.exercises.first().map_or("", |exercise| &exercise.package));
    Ok(format!(
        "{} exercises, {} files: {place}\n\
         Next: {link}look at it as a student would:\n\
         \x20     cd {place} && cargo fetch --locked && cargo test -p {first}\n",
        students.exercises, students.files
    ))
}

fn similarity(
    course: &Course,
    tool: Tool,
    submissions: &Path,
    place: &Path,
    exercise: &str,
) -> Result<String, ExportError> {
    let similarity = export::similarity(course, tool, submissions, place, exercise)?;
    let passed_over = similarity.passed_over.iter().map(|(student, why)| format!("passed over  {student}: {why}\n"));
    let renamed = similarity.compared.iter().filter(|(student, name)| student != name);
    let renamed = renamed.map(|(student, name)| format!("renamed      {student}: {name}\n"));
    let told: String = passed_over.chain(renamed).collect();
    let count = similarity.compared.len();
    Ok(format!("{told}{count} submissions: {}\nNext: {}\n", place.display(), similarity.command))
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Failure {
        match error {
            ExportError::Fault(fault) => fault.into(),
            error => Failure::Usage(error.to_string()),
        }
    }
}
