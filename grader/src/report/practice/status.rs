//! Where somebody stands, for a terminal: a line for each exercise, and which one is next.

use super::super::{
    escape,
    next::COMMAND,
    terminal::{
        page::Page,
        style::{DIM, FAIL, PASS, TITLE, styled},
    },
};
use crate::practice::{Standing, Status};

/// The table for a terminal of `width` columns, with colours.
pub fn status(status: &Status, width: usize) -> String {
    let mut page = Page::new(width);
    let (passed, of) = (status.exercises.iter().filter(|one| one.passed).count(), status.exercises.len());
    let sum = |number: fn(&Standing) -> u32| status.exercises.iter().map(number).sum::<u32>();
    let (score, max_score) = (sum(|one| one.score), sum(|one| one.max_score));
    let left: u32 = status.exercises.iter().filter(|one| !one.passed).map(|one| one.minutes).sum();
    let mut told = format!("{passed} of {of} exercises passed");
    if status.hidden_checks {
        told += &format!(", {score} of {max_score} points");
    }
    if left > 0 {
        told += &format!(", about {} left", time(left));
    }
    page.row(styled(TITLE, &told));
    page.gap();
    let stems = status.exercises.iter().map(|one| one.stem.len()).max().unwrap_or(0);
    status.exercises.iter().for_each(|one| row(&mut page, one, stems, status.next.as_ref() == Some(&one.exercise)));
    page.gap();
    let next = status.next.as_ref().map_or_else(
        || format!("{} all exercises have passed.", styled(TITLE, "Next:")),
        |next| format!("{} {COMMAND} watch {next}", styled(TITLE, "Next:")),
    );
    page.row(next);
    if !status.hidden_checks {
        page.hanging("", 0, "Visible tests alone: the grader's own checks are not in this copy of the course.", DIM);
    }
    page.into_text()
}

fn row(page: &mut Page, one: &Standing, stems: usize, next: bool) {
    let (style, word) = match one.verdict {
        Some(verdict) if one.passed => (PASS, verdict.name()),
        Some(verdict) => (FAIL, verdict.name()),
        None if one.passed => (PASS, "tests pass"),
        None => (DIM, "-"),
    };
    let marker = if next { ">" } else { " " };
    let points = if one.max_score > 0 { format!("{}/{}", one.score, one.max_score) } else { String::new() };
    let minutes = if one.minutes > 0 { format!("{} min", one.minutes) } else { String::new() };
    let hints = if one.hints > 0 { format!("{} of 3 hints: ", one.hints) } else { String::new() };
    let head = format!("{marker} {:<stems$}  {style}{word:<16}{style:#} {points:>6} {minutes:>7}  ", one.stem);
    let columns = stems + 37;
    let title = format!("{hints}{}", one.title);
    page.row(format!("{head}{}", escape::cut(&escape::one_line(&title), page.width().saturating_sub(columns))));
}

fn time(minutes: u32) -> String {
    match minutes {
        0..90 => format!("{minutes} min"),
        _ => format!("{} h", (minutes + 30) / 60),
    }
}
