//! The exercises of a course with their checks and points, for a terminal. It says nothing about any submission.

use anstyle::Style;

use super::{
    next::COMMAND,
    terminal::{
        page::Page,
        style::{TITLE, styled},
    },
};
use crate::course::{Check, Exercise, Visibility};

/// The list for a terminal of `width` columns, with colours.
pub fn listing(exercises: &[Exercise], width: usize) -> String {
    let mut page = Page::new(width);
    let checks = exercises.iter().flat_map(|exercise| &exercise.checks);
    let longest = checks.map(|check| check.id.chars().count()).max().unwrap_or(0);
    for exercise in exercises {
        page.gap();
        let points: u32 = exercise.checks.iter().map(|check| check.weight).sum();
        let title = format!("{}  {}", exercise.stem, exercise.title);
        page.row(format!("{}, {points} points", styled(TITLE, &title)));
        exercise.checks.iter().for_each(|one| check(&mut page, one, longest));
    }
    page.gap();
    page.row(format!("Next: {COMMAND} grade exercises --exercise EXERCISE"));
    page.into_text()
}

fn check(page: &mut Page, check: &Check, longest: usize) {
    let label = format!("  {:>3}  {:<longest$}  ", check.weight, check.id);
    let columns = label.chars().count();
    let hidden = if check.visibility == Visibility::Hidden { " (hidden)" } else { "" };
    page.hanging(&label, columns, &format!("{}{hidden}", check.sentence), Style::new());
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn each_check_is_listed_with_its_points() {
        let text = listing(&[samples::three_checks()], 80);
        insta::assert_snapshot!("listing", anstream::adapter::strip_str(&text).to_string());
    }
}
