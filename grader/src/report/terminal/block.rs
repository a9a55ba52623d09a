//! What was found, once for each finding: the student's line, what was asked, what was seen, the run, and the next step.

use anstyle::Style;

use super::{
    contrast::contrast,
    page::Page,
    source::source,
    style::{DIM, FAIL, FAULT, TITLE, styled},
};
use crate::{
    judge::Finding,
    report::{
        CheckReport, ExerciseReport, RefusalReport, escape,
        next::{COMMAND, replay},
    },
};

/// Columns before what a label stands for.
const LABEL: usize = 16;

/// One label and what it stands for.
pub(in crate::report) fn labelled(page: &mut Page, label: &str, text: &str) {
    match text.is_empty() {
        true => page.row(format!("    {}", styled(DIM, label))),
        false => page.hanging(&format!("    {}  ", styled(DIM, &format!("{label:<10}"))), LABEL, text, Style::new()),
    }
}

/// A check that failed, and the other checks that fail for the same finding; its run is not drawn when it `was_drawn`.
pub(in crate::report) fn check(
    page: &mut Page,
    exercise: &ExerciseReport,
    check: &CheckReport,
    others: &[&CheckReport],
    was_drawn: bool,
) {
    let Some(found) = &check.finding else { return };
    heading(page, found, &check.sentence);
    finding(page, exercise, found);
    if let Some(case) = &check.case {
        let seed = check.seed.as_ref().map_or(String::new(), |seed| format!(" (seed {seed})"));
        labelled(page, "case", &format!("{case}{seed}"));
    }
    if let Some(command) = replay(exercise, found) {
        labelled(page, "replay", &command);
    }
    match was_drawn && !check.timeline.is_empty() {
        true => labelled(page, label(found), "as above"),
        false => timeline(page, label(found), &check.timeline),
    }
    others.iter().for_each(|other| labelled(page, "also fails", &other.sentence));
    if !check.next.is_empty() {
        labelled(page, "next", &check.next);
    }
    explain(page, found);
}

/// Why nothing was run.
pub(in crate::report) fn refusal(page: &mut Page, exercise: &ExerciseReport, refusal: &RefusalReport) {
    heading(page, &refusal.finding, &exercise.title);
    finding(page, exercise, &refusal.finding);
    explain(page, &refusal.finding);
}

/// How we failed.
pub(in crate::report) fn fault(page: &mut Page, fault: &str) {
    page.gap();
    let mut lines = fault.lines();
    page.hanging(&format!("  {} ", styled(FAULT, "fault:")), 9, lines.next().unwrap_or_default(), Style::new());
    lines.for_each(|line| page.hanging("    | ", 6, line, Style::new()));
}

fn heading(page: &mut Page, finding: &Finding, sentence: &str) {
    page.gap();
    let name = finding.verdict.name();
    page.hanging(&format!("  {}: ", styled(FAIL, name)), name.len() + 4, sentence, TITLE);
}

fn finding(page: &mut Page, exercise: &ExerciseReport, finding: &Finding) {
    let mut lines = finding.message.lines();
    page.hanging("    ", 4, lines.next().unwrap_or_default(), Style::new());
    lines.for_each(|line| page.hanging("    | ", 6, line, Style::new()));
    if let Some(place) = &finding.place {
        source(page, exercise, place, None);
    }
    for (what, place) in &finding.also {
        match finding.place.as_ref() == Some(place) {
            true => page.hanging("    ", 4, &format!("and {what}, on that line"), Style::new()),
            false => source(page, exercise, place, Some(what)),
        }
    }
    contrast(page, &finding.expected, &finding.seen);
}

/// What the drawing below a finding shows.
fn label(finding: &Finding) -> &'static str {
    if finding.replay.is_some() { "the schedule" } else { "the run" }
}

fn timeline(page: &mut Page, label: &str, rows: &[String]) {
    if rows.is_empty() {
        return;
    }
    labelled(page, label, "");
    let width = page.width() - 6;
    for row in rows {
        match row.contains('|') {
            true => page.row(format!("    | {}", escape::cut(&escape::one_line(row), width))),
            // The legend is prose.
            false => page.hanging("    | ", 6, row.trim(), Style::new()),
        }
    }
}

fn explain(page: &mut Page, finding: &Finding) {
    labelled(page, "more", &format!("{COMMAND} explain {}", finding.verdict));
}
