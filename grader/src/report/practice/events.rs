//! The rows of one check, event by event: lines of the same columns as in a report, and at the end what was found and what to do
//! next.

use anstyle::Style;

use super::super::{
    escape,
    next::COMMAND,
    repeats,
    terminal::{
        block,
        exercise::{check_line, failed, line},
        page::Page,
        style::{DIM, FAIL, PASS, SKIP, TITLE, styled},
    },
};
use crate::{
    judge::Verdict,
    practice::{CompileError, Event, VisibleTest},
    report::ExerciseReport,
};

/// Errors of the compiler that are shown; the others follow from them, as a rule.
const ERRORS: usize = 3;

/// What `event` says, for a screen of `width` columns, with colours; empty where there is nothing to say.
pub fn event(event: &Event, width: usize) -> String {
    let mut page = Page::new(width);
    match event {
        Event::Began { stem, title, .. } => page.hanging("", 0, &format!("{stem}  {title}"), TITLE),
        Event::Note { text, .. } => page.hanging(&format!("  {}  ", styled(SKIP, "NOTE ")), 9, text, Style::new()),
        Event::Compiled { passed: true, seconds, .. } => line(&mut page, true, "compiles", &format!("{seconds:.1} s")),
        Event::Compiled { errors, .. } => refused(&mut page, errors),
        Event::Visible(test) => visible(&mut page, test),
        Event::Checks { compiled: true } => {}
        Event::Checks { .. } => {
            let text = "the grader's own checks are compiled first; that takes a few minutes, once";
            page.hanging(&format!("  {}  ", styled(SKIP, "WAIT ")), 9, text, Style::new());
        }
        Event::Check { check } if check.verdict == Verdict::Unfinished.name() => {}
        // It follows from one that was not told.
        Event::Check { check } if check.message.as_ref().is_some_and(|text| text.ends_with("is unfinished")) => {}
        Event::Check { check } => check_line(&mut page, check),
        Event::Verdict { exercise } => verdict(&mut page, exercise),
        Event::NoVerdict { passed } => no_verdict(&mut page, *passed),
    }
    page.into_text()
}

fn refused(page: &mut Page, errors: &[CompileError]) {
    // Where there are no errors, it is not known whether it compiles: cargo did not come as far.
    line(page, false, if errors.is_empty() { "not compiled" } else { "does not compile" }, "");
    for error in errors.iter().take(ERRORS) {
        page.gap();
        let rendered = anstream::adapter::strip_str(&error.rendered).to_string();
        // With the compiler's own colours, but no other sequence of anybody's.
        match rendered.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            true => escape::lines(&rendered).iter().for_each(|row| page.row(format!("  {row}"))),
            false => error.rendered.lines().for_each(|row| page.row(format!("  {row}"))),
        }
    }
    if errors.len() > ERRORS {
        page.gap();
        page.row(styled(DIM, &format!("  … and {} more errors", errors.len() - ERRORS)));
    }
}

fn visible(page: &mut Page, test: &VisibleTest) {
    let name = match test.test.as_str() {
        "visible" => "visible tests",
        "schedules" => "all schedules",
        other => other,
    };
    line(page, test.passed, name, &format!("{:.1} s", test.seconds));
    if let Some(stopped) = test.stopped {
        page.hanging("        ", 8, stopped, FAIL);
    }
    if !test.said.is_empty() {
        for row in escape::lines(&test.said) {
            let text = row.trim_start();
            let indent = row.len() - text.len();
            let label = format!("      {} {:indent$}", styled(DIM, "|"), "");
            // Columns would be torn apart by a break.
            let shown = if text.contains("  ") {
                escape::cut(text, page.width().saturating_sub(8 + indent))
            } else {
                text.to_owned()
            };
            page.hanging(&label, 8 + indent, &shown, Style::new());
        }
    }
}

/// One line for all checks, each of which would say the same.
fn unfinished(page: &mut Page, exercise: &ExerciseReport) {
    let place = exercise.checks.iter().find_map(|check| check.finding.as_ref()?.place.clone());
    let told = place.map_or_else(String::new, |place| format!(": {}/{place}", exercise.folder.display()));
    failed(
        page,
        Verdict::Unfinished.name(),
        &format!("0/{}", exercise.max_score),
        &format!("a todo!() is reached{told}"),
    );
}

fn verdict(page: &mut Page, exercise: &ExerciseReport) {
    match exercise.verdict {
        Some(Verdict::Unfinished) => unfinished(page, exercise),
        _ => findings(page, exercise),
    }
    page.gap();
    total(page, exercise);
}

fn findings(page: &mut Page, exercise: &ExerciseReport) {
    page.row("");
    if let Some(fault) = &exercise.fault {
        return block::fault(page, fault);
    }
    if let Some(refusal) = &exercise.refusal {
        let is_contract = refusal.message.ends_with("as the contract says");
        // What the compiler says of the student's own files was told before.
        if refusal.verdict != Verdict::DoesNotCompile || refusal.file.is_none() || is_contract {
            block::refusal(page, exercise, refusal);
        }
        return;
    }
    let mut runs: Vec<&[String]> = Vec::new();
    for (check, others) in repeats::told_once(exercise) {
        block::check(page, exercise, check, &others, runs.contains(&check.timeline.as_slice()));
        runs.push(&check.timeline);
    }
}

fn total(page: &mut Page, exercise: &ExerciseReport) {
    let verdict = exercise.verdict.map_or("not fully judged", Verdict::name);
    let style = if exercise.passed() { PASS } else { FAIL };
    let points = format!("{} of {} points", exercise.score, exercise.max_score);
    page.row(format!("{} {}, {points}.", styled(TITLE, &format!("{}:", exercise.exercise)), styled(style, verdict)));
    let package = &exercise.exercise;
    let (words, command) = match exercise.verdict {
        _ if exercise.passed() => {
            ("go on to the next exercise, or compare with our solution:", format!("{COMMAND} solution {package}"))
        }
        Some(Verdict::Unfinished) => {
            ("write what is missing, and save; if you do not know how to begin:", format!("{COMMAND} hint {package}"))
        }
        Some(Verdict::DoesNotCompile) => {
            ("mend the first error, and save; it is checked again by:", format!("{COMMAND} check {package}"))
        }
        Some(_) => ("mend the first finding, and save; for what to think of:", format!("{COMMAND} hint {package}")),
        None if exercise.fault.is_some() => {
            ("not your doing; what this machine can do is told by:", format!("{COMMAND} doctor"))
        }
        None => ("nothing failed, but this machine cannot judge every check:", format!("{COMMAND} doctor")),
    };
    page.hanging(&format!("{} ", styled(TITLE, "Next:")), 6, words, Style::new());
    page.row(format!("      {command}"));
}

fn no_verdict(page: &mut Page, passed: bool) {
    page.row("");
    let words = match passed {
        true => {
            "everything that can be tested here passes. The grader's own checks are not in this copy of the course: hand in, \
                 and they say the rest."
        }
        false => {
            "mend that first. The grader's own checks are not in this copy of the course: hand in, and they say the rest."
        }
    };
    page.hanging(&format!("{} ", styled(TITLE, "Next:")), 6, words, Style::new());
}

/// A row that has `left` at its beginning and `right` at its end.
pub fn bar(left: &str, right: &str, width: usize) -> String {
    let room = width.saturating_sub(right.chars().count() + 1);
    let left = escape::cut(&escape::one_line(left), room);
    format!("{}{right}", styled(TITLE, &format!("{left:<room$} ")))
}

/// What a check has come to, in one row; `passed` where that is known.
pub fn state_line(passed: Option<bool>, words: &str) -> String {
    let style = match passed {
        Some(true) => PASS,
        Some(false) => FAIL,
        None => SKIP,
    };
    styled(style, words)
}
