//! What was asked beside what was seen: on a row each where they are short, in two columns where they are lists of lines.

use anstyle::Style;

use super::{
    block::labelled,
    page::Page,
    style::{DIM, FAIL, styled},
};
use crate::report::{escape, values};

/// Writes both; nothing for one that is empty, as long as the other is, too.
pub(super) fn contrast(page: &mut Page, expected: &str, seen: &str) {
    match (is_list(expected), is_list(seen)) {
        (true, true) => columns(page, expected, seen),
        _ => {
            one(page, "asked", expected);
            one(page, "seen", seen);
        }
    }
}

fn is_list(value: &str) -> bool {
    value.trim_end_matches('\n').contains('\n')
}

fn one(page: &mut Page, label: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    if !is_list(value) {
        return labelled(page, label, value);
    }
    labelled(page, label, "");
    let (lines, left_out) = values::head(value);
    lines.iter().for_each(|line| page.hanging("    | ", 6, line, Style::new()));
    if left_out > 0 {
        page.row(format!("    | {}", styled(DIM, &format!("… {left_out} more lines"))));
    }
}

fn columns(page: &mut Page, expected: &str, seen: &str) {
    let values = values::compare(expected, seen);
    let half = (page.width() - 9) / 2;
    let cell = |line: &Option<String>| escape::cut(line.as_deref().unwrap_or(""), half);
    page.row(format!("      {}", styled(DIM, &format!("{:<half$} | seen", "asked"))));
    left_out(page, values.before, "before");
    for row in &values.rows {
        let marker = if row.differs() { styled(FAIL, ">") } else { " ".to_owned() };
        page.row(format!("    {marker} {:<half$} | {}", cell(&row.expected), cell(&row.seen)));
    }
    left_out(page, values.after, "after");
}

fn left_out(page: &mut Page, lines: usize, side: &str) {
    if lines > 0 {
        page.row(format!("      {}", styled(DIM, &format!("… {lines} lines {side}"))));
    }
}
