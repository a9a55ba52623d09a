//! The whole report: what was graded, each exercise, the points, and what to do next.

use anstyle::Style;

use super::{
    exercise::exercise,
    page::Page,
    style::{DIM, SKIP, TITLE, styled},
};
use crate::report::{
    Report, escape,
    next::{self, Step},
};

/// The report for a terminal of `width` columns, with colours.
///
/// Whatever a submission may have chosen (its output, its files' names and lines) is escaped: the only escape sequences
/// are those of the colours.
pub fn terminal(report: &Report, width: usize) -> String {
    let mut page = Page::new(width);
    page.row(format!("{} {}", styled(TITLE, "Graded"), escape::one_line(&report.submission.path)));
    let level = report.level.map_or(String::new(), |level| format!(", protection level {level}"));
    page.row(styled(DIM, &format!("with grader {}{level}", report.grader)));
    if let Some(warning) = &report.warning {
        page.hanging("", 0, warning, SKIP);
    }
    report.exercises.iter().for_each(|one| exercise(&mut page, one));
    page.gap();
    total(&mut page, report);
    next(&mut page, &next::step(report, &report.submission.path));
    page.into_text()
}

/// The command stands on a row of its own, so that it can be copied whole.
fn next(page: &mut Page, step: &Step) {
    page.hanging(&format!("{} ", styled(TITLE, "Next:")), 6, &step.words, Style::new());
    if let Some(command) = &step.command {
        page.row(format!("      {command}"));
    }
}

fn total(page: &mut Page, report: &Report) {
    let passed = report.exercises.iter().filter(|exercise| exercise.passed()).count();
    let of = report.exercises.len();
    let exercises = if of == 1 { "exercise" } else { "exercises" };
    let text = format!("{passed} of {of} {exercises} passed, {} of {} points.", report.score, report.max_score);
    page.row(styled(TITLE, &text));
}
