//! One exercise: its title, a line of fixed columns for each check, and a block for each finding.

use anstyle::Style;

use super::{
    block,
    page::Page,
    style::{DIM, FAIL, FAULT, PASS, SKIP, TITLE, styled},
};
use crate::{
    course::Visibility,
    report::{CheckReport, ExerciseReport, escape, level, repeats},
};

/// Columns before a check's sentence.
const SENTENCE: usize = 34;

/// Writes all of it.
pub(super) fn exercise(page: &mut Page, exercise: &ExerciseReport) {
    title(page, exercise);
    let whole = Points(exercise.score, exercise.max_score);
    if !exercise.handed_in {
        status(page, Word::None, "not handed in", whole, "no folder of that name was found");
        return;
    }
    if let Some(fault) = &exercise.fault {
        let whose = if exercise.blind { "this machine cannot judge it" } else { "the grader failed" };
        let sentence = format!("{whose}; nothing is said about the submission");
        status(page, Word::Fault, "not judged", whole, &sentence);
        block::fault(page, fault);
        return;
    }
    if let Some(refusal) = &exercise.refusal {
        let sentence = format!("none of the {} checks was run", exercise.checks.len());
        status(page, Word::Fail, refusal.verdict.name(), whole, &sentence);
        block::refusal(page, exercise, refusal);
        return;
    }
    exercise.checks.iter().for_each(|check| check_line(page, check));
    if exercise.unjudged > 0 {
        page.hanging("  ", 2, &level::unjudged(exercise.unjudged, exercise.checks.len()), SKIP);
    }
    let mut runs: Vec<&[String]> = Vec::new();
    for (check, others) in repeats::told_once(exercise) {
        block::check(page, exercise, check, &others, runs.contains(&check.timeline.as_slice()));
        runs.push(&check.timeline);
    }
}

fn title(page: &mut Page, exercise: &ExerciseReport) {
    page.gap();
    let title = escape::one_line(&format!("{}  {}", exercise.stem, exercise.title));
    let verdict = match exercise.verdict {
        Some(verdict) => format!("{verdict}, "),
        None if exercise.is_open() => "not known, ".to_owned(),
        None => String::new(),
    };
    let points = format!("{verdict}{} of {} points", exercise.score, exercise.max_score);
    let (title, width) = (styled(TITLE, &title), title.chars().count());
    match page.width().checked_sub(width + points.len()) {
        Some(gap) if gap >= 2 => page.row(format!("{title}{:gap$}{points}", "")),
        _ => {
            page.row(title);
            page.row(format!("{points:>columns$}", columns = page.width()));
        }
    }
}

/// A line of the same columns for something that bears no points.
pub(in crate::report) fn line(page: &mut Page, passed: bool, what: &str, told: &str) {
    let word = if passed { Word::Pass } else { Word::Fail };
    row(page, word, what, "", told);
}

/// A line for a verdict that stands for all checks.
pub(in crate::report) fn failed(page: &mut Page, verdict: &str, points: &str, sentence: &str) {
    row(page, Word::Fail, verdict, points, sentence);
}

/// One check.
pub(in crate::report) fn check_line(page: &mut Page, check: &CheckReport) {
    let word = match (check.passed, check.failed()) {
        (true, _) => Word::Pass,
        (false, true) => Word::Fail,
        (false, false) => Word::Skip,
    };
    let sentence = match check.visibility {
        Visibility::Visible => check.sentence.clone(),
        Visibility::Hidden => format!("{} (hidden)", check.sentence),
    };
    status(page, word, check.verdict, Points(check.score, check.max_score), &sentence);
    // Why it was skipped; or, of one that passed, which schedules were explored.
    if let (Word::Skip | Word::Pass, Some(told)) = (word, &check.message) {
        page.hanging(&" ".repeat(SENTENCE), SENTENCE, told, DIM);
    }
}

/// The word that a line begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Pass,
    Fail,
    Skip,
    None,
    Fault,
}

impl Word {
    fn told(self) -> (&'static str, Style) {
        match self {
            Word::Pass => ("PASS", PASS),
            Word::Fail => ("FAIL", FAIL),
            Word::Skip => ("SKIP", SKIP),
            Word::None => ("NONE", SKIP),
            Word::Fault => ("FAULT", FAULT),
        }
    }
}

/// Points reached, and to be had.
struct Points(u32, u32);

fn status(page: &mut Page, word: Word, verdict: &str, Points(score, max_score): Points, sentence: &str) {
    row(page, word, verdict, &format!("{score}/{max_score}"), sentence);
}

fn row(page: &mut Page, word: Word, verdict: &str, points: &str, sentence: &str) {
    let (word, style) = word.told();
    let label = format!("  {style}{word:<5}{style:#} {verdict:<16} {points:>7}  ");
    page.hanging(&label, SENTENCE, sentence, Style::new());
}
