//! A line of the student's file with its neighbours, under a path that an editor or a terminal opens on a click.

use super::{
    page::Page,
    style::{FAIL, PATH, styled},
};
use crate::{
    judge::Place,
    report::{ExerciseReport, escape, graded::text_of},
};

/// Writes the place, after `what` was done there, and its lines where the file is known.
///
/// A further place (one with `what`) shows its line alone.
pub(super) fn source(page: &mut Page, exercise: &ExerciseReport, place: &Place, what: Option<&str>) {
    if let Some(what) = what {
        page.hanging("    and ", 8, what, anstyle::Style::new());
    }
    let path = exercise.folder.join(&place.file);
    let path = escape::one_line(&format!("{}:{}", path.display(), place.line));
    page.row(format!("    --> {}", styled(PATH, &path)));
    let neighbours = if what.is_some() { (0, 0) } else { (2, 1) };
    if let Some(text) = text_of(&exercise.files, place) {
        excerpt(page, text, place.line as usize, neighbours);
    }
}

fn excerpt(page: &mut Page, text: &str, line: usize, (before, after): (usize, usize)) {
    let first = line.saturating_sub(before).max(1);
    let digits = (line + after).to_string().len();
    let width = page.width().saturating_sub(digits + 9);
    let shown = text.lines().enumerate().skip(first - 1).take(line + after + 1 - first);
    for (index, source) in shown {
        let number = index + 1;
        let source = escape::cut(&escape::one_line(&source.replace('\t', "    ")), width);
        match number == line {
            true => page.row(format!("    {} {number:>digits$} | {source}", styled(FAIL, ">"))),
            false => page.row(format!("      {number:>digits$} | {source}")),
        }
    }
}
