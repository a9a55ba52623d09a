//! The checks of one exercise: each finding once, then what else is known. Of a hidden check, staff alone reads more
//! than points and verdict.

use maud::{Markup, PreEscaped, html};

use super::{View, excerpt, shown};
use crate::{
    course::Visibility,
    judge::Finding,
    report::{CheckReport, ExerciseReport, columns, escape, next, of_trace, repeats, values, with_source},
};

/// Characters of a line that are shown.
const WIDTH: usize = 200;

/// All checks; `id` is a name that nothing else on the page has.
pub(super) fn checks(exercise: &ExerciseReport, view: View, id: &str) -> Markup {
    let mut drawn: Vec<&[String]> = Vec::new();
    let mut found = Vec::new();
    for (check, others) in repeats::told_once(exercise).into_iter().filter(|(check, _)| !is_kept(check, view)) {
        let was_drawn = drawn.contains(&check.timeline.as_slice());
        drawn.push(&check.timeline);
        let drawing = match was_drawn || check.timeline.is_empty() {
            true => html! { @if was_drawn && !check.timeline.is_empty() { p { "The run is drawn above." } } },
            false => drawing(exercise, check, &format!("{id}-{}", check.id)),
        };
        found.push(failed(exercise, check, &others, &drawing, view));
    }
    let (passed, skipped): (Vec<_>, Vec<_>) =
        exercise.checks.iter().filter(|check| !check.failed() && !is_kept(check, view)).partition(|check| check.passed);
    let hidden = exercise.checks.iter().filter(|check| is_kept(check, view)).enumerate();
    html! {
        @for found in &found { (found) }
        ul.checks {
            @match view {
                View::Staff => (in_short(&passed)),
                View::Student => { @for check in passed { (quiet(exercise, check, view)) } }
            }
            @for check in skipped { (quiet(exercise, check, view)) }
            @for (index, check) in hidden {
                li { b { (word(check)) } " hidden check " (index + 1) ": " (check.verdict) ", " (points(check)) }
            }
        }
    }
}

/// Nothing but points and verdict is told of it.
fn is_kept(check: &CheckReport, view: View) -> bool {
    view == View::Student && check.visibility == Visibility::Hidden
}

fn word(check: &CheckReport) -> &'static str {
    match (check.passed, check.failed()) {
        (true, _) => "pass",
        (false, true) => "FAIL",
        (false, false) => "skip",
    }
}

fn points(check: &CheckReport) -> String {
    format!("{} of {} points", check.score, check.max_score)
}

/// Checks that passed, by their ids: a class has thousands of them.
fn in_short(passed: &[&CheckReport]) -> Markup {
    let told = |check: &&CheckReport| match &check.message {
        Some(message) => format!("{} ({})", check.id, shown(message)),
        None => check.id.clone(),
    };
    html! {
        @if !passed.is_empty() { li { b { "pass" } " " (passed.iter().map(told).collect::<Vec<_>>().join(", ")) } }
    }
}

/// A check that passed or was skipped.
fn quiet(exercise: &ExerciseReport, check: &CheckReport, view: View) -> Markup {
    let names = |text: &&String| {
        exercise.checks.iter().any(|other| is_kept(other, view) && text.contains(&format!("`{}`", other.id)))
    };
    let told = match check.message.as_ref() {
        Some(text) if names(&text) => Some("needs a hidden check, which did not pass".to_owned()),
        text => text.map(|text| shown(text)),
    };
    html! {
        li {
            b { (word(check)) } " " (prose(&check.sentence)) (hidden(check)) ", " (points(check))
            @if let Some(told) = told { ": " (told) }
        }
    }
}

fn hidden(check: &CheckReport) -> &'static str {
    if check.visibility == Visibility::Hidden { " (hidden)" } else { "" }
}

fn failed(
    exercise: &ExerciseReport,
    check: &CheckReport,
    others: &[&CheckReport],
    drawing: &Markup,
    view: View,
) -> Markup {
    let case = check.case.as_ref().map(|case| shown(case));
    let seed = check.seed.as_ref().map(|seed| format!(" (seed {seed})")).unwrap_or_default();
    let replay = check.finding.as_ref().and_then(|finding| replay(exercise, finding, view));
    html! {
        h4 { (check.verdict) ": " (prose(&check.sentence)) (hidden(check)) ", " (points(check)) }
        @if let Some(found) = &check.finding { (finding(exercise, found)) }
        @if let Some(case) = case { p { "In case " code { (case) } (seed) "." } }
        @if let Some(replay) = replay { p { "To see this schedule again: " code { (replay) } } }
        (drawing)
        @for other in others { p { "Also fails: " (prose(&other.sentence)) (hidden(other)) ", " (points(other)) "." } }
        @if !check.next.is_empty() { p { "Next: " (prose(&check.next)) "." } }
    }
}

/// What was found: in words, in the student's lines, and as what was asked and what was seen.
pub(super) fn finding(exercise: &ExerciseReport, finding: &Finding) -> Markup {
    let (first, more) = finding.message.split_once('\n').unwrap_or((&finding.message, ""));
    html! {
        p { (shown(first)) }
        @if !more.is_empty() { pre { (lines(more)) } }
        @if let Some(place) = &finding.place { (excerpt::excerpt(exercise, place, None)) }
        @for (what, place) in &finding.also { (excerpt::excerpt(exercise, place, Some(what))) }
        (contrast(&finding.expected, &finding.seen))
    }
}

fn contrast(expected: &str, seen: &str) -> Markup {
    if expected.is_empty() || seen.is_empty() {
        return html! {
            @for (label, value) in [("Asked", expected), ("Seen", seen)] {
                @if !value.is_empty() { p.label { (label) } pre { (lines(value)) } }
            }
        };
    }
    let values = values::compare(expected, seen);
    // Where nothing is the same, a mark on every line tells nothing.
    let is_marked = values.before > 0 || !values.rows.iter().all(values::Row::differs);
    let side = |of: fn(&values::Row) -> &Option<String>| {
        let line = |row: &values::Row| Some(marked(is_marked.then_some(row.differs()), of(row).as_ref()?));
        let more = |count: usize| (count > 0).then(|| format!("… {count} more lines"));
        let rows = values.rows.iter().filter_map(line);
        more(values.before).into_iter().chain(rows).chain(more(values.after)).collect::<Vec<_>>().join("\n")
    };
    html! {
        div.sides {
            div { p.label { "Asked" } pre { (side(|row| &row.expected)) } }
            div { p.label { "Seen" @if is_marked { " (≠ differs)" } } pre { (side(|row| &row.seen)) } }
        }
    }
}

fn marked(differs: Option<bool>, line: &str) -> String {
    let mark = match differs {
        None => "",
        Some(true) => "≠ ",
        Some(false) => "  ",
    };
    format!("{mark}{}", escape::cut(line, WIDTH))
}

/// The first lines of a text.
pub(super) fn lines(text: &str) -> String {
    let (lines, left_out) = values::head(text);
    let more = (left_out > 0).then(|| format!("… {left_out} more lines"));
    lines.iter().map(|line| escape::cut(line, WIDTH)).chain(more).collect::<Vec<_>>().join("\n")
}

/// The schedule that fails as a picture; a run as rows of text.
fn drawing(exercise: &ExerciseReport, check: &CheckReport, id: &str) -> Markup {
    let trace = check.finding.as_ref().and_then(|finding| finding.replay.as_ref()).map(|replay| &replay.trace);
    let Some(trace) = trace.filter(|trace| !trace.steps.is_empty()) else { return timeline(&check.timeline) };
    let title = "The schedule that fails, from top to bottom";
    let svg = columns(&with_source(of_trace(trace), &exercise.files), title, id);
    html! {
        p.label { "The schedule that fails, a column for each thread" }
        div.drawn role="group" aria-label="Drawing of the schedule" tabindex="0" { (PreEscaped(svg)) }
    }
}

fn timeline(rows: &[String]) -> Markup {
    let rows: Vec<String> = rows.iter().map(|row| escape::cut(&shown(row), WIDTH)).collect();
    html! {
        p.label { "The run, time from left to right" }
        pre.drawn role="group" aria-label="Drawing of the run" tabindex="0" { (rows.join("\n")) }
    }
}

/// How the schedule is run again; a student's own copy is not where the teacher's is.
fn replay(exercise: &ExerciseReport, finding: &Finding, view: View) -> Option<String> {
    match view {
        View::Staff => next::replay(exercise, finding),
        View::Student => {
            let own = ExerciseReport { folder: format!("exercises/{}", exercise.stem).into(), ..exercise.clone() };
            next::replay(&own, finding)
        }
    }
}

/// The course's own words; a full stop at the end is ours to set.
fn prose(text: &str) -> String {
    shown(text.trim_end_matches('.'))
}
