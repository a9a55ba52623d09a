//! The page of one student: what was handed in, the mark of each exercise, and what was found in those that did not
//! pass.

use maud::{Markup, html};

use super::{View, check, shown, time};
use crate::report::{
    class::{
        Class, Student,
        entry::{Entry, Status, points, total},
    },
    level,
};

/// The page; `id` is its place in the document.
pub(super) fn student(class: &Class, student: &Student, id: &str, view: View) -> Markup {
    let entries: Vec<Entry> = Entry::all(class, student).collect();
    html! {
        // Without a name of its own: a thousand landmarks would be none.
        section.student #(id) {
            h2 { (shown(student.name.as_ref().unwrap_or(&student.id))) }
            (facts(class, student))
            table.marks {
                caption { "Marks" }
                thead { tr { th scope="col" { "Exercise" } th scope="col" { "Verdict" } th scope="col" { "Mark" } } }
                tbody { @for entry in &entries { (mark(entry, id, view)) } }
            }
            @for entry in &entries {
                @if is_told(entry, view) { (exercise(entry, id, view)) }
            }
        }
    }
}

fn facts(class: &Class, student: &Student) -> Markup {
    let (sum, is_known) = total(class, student);
    html! {
        dl.facts {
            div { dt { "Total" } dd { b { @if !is_known { "at least " } (sum) " of " (points(class)) } } }
            div { dt { "Id" } dd { code { (shown(&student.id)) } } }
            @if let Some(email) = &student.email { div { dt { "Mail" } dd { (shown(email)) } } }
            @if let Some(commit) = &student.commit { div { dt { "Commit" } dd { code { (shown(commit)) } } } }
            @if let Some(handed_in) = student.handed_in { div { dt { "Handed in" } dd { (time(handed_in)) } } }
            @if let Some(level) = student.report.level { div { dt { "Protection level" } dd { (level) } } }
        }
        @if let Some(warning) = &student.report.warning { p.note { (warning) } }
        @if let Some(problem) = &student.problem { p.note { strong { "Nothing could be taken: " } (shown(problem)) } }
    }
}

/// Whether there is more to say of it than its mark.
fn is_told(entry: &Entry, view: View) -> bool {
    entry.exercise.handed_in && (view == View::Student || !entry.exercise.passed())
}

fn mark(entry: &Entry, id: &str, view: View) -> Markup {
    let column = entry.column;
    let lateness = entry.mark().and_then(|mark| mark.lateness.as_ref());
    html! {
        tr {
            th scope="row" {
                @if is_told(entry, view) {
                    a href={ "#" (id) "-" (column.package) } { (column.package) }
                } @else {
                    (column.package)
                }
                " " small { (column.title) }
            }
            td { (entry.status().name()) @if let Some(lateness) = lateness { br; small { (lateness.told) } } }
            td {
                @match entry.mark() {
                    Some(mark) => { (mark.mark) " of " (mark.max) }
                    None => "open"
                }
            }
        }
    }
}

fn exercise(entry: &Entry, id: &str, view: View) -> Markup {
    let Entry { column, exercise, .. } = *entry;
    let points = format!("{} of {} points", exercise.score, exercise.max_score);
    html! {
        details open[view == View::Student && !exercise.passed()] {
            summary { h3 { (column.package) " " (column.title) ": " (entry.status().name()) ", " (points) } }
            // A link leads to what is inside, so that browsers open it.
            div #{ (id) "-" (column.package) } { (body(entry, &format!("{id}-{}", column.package), view)) }
        }
    }
}

fn body(entry: &Entry, id: &str, view: View) -> Markup {
    let (status, exercise) = (entry.status(), entry.exercise);
    let found = match (&exercise.fault, &exercise.refusal) {
        (Some(fault), _) => return failed(fault, exercise.blind, view),
        (None, Some(refusal)) => html! {
            p { "None of the " (exercise.checks.len()) " checks was run." }
            (check::finding(exercise, &refusal.finding))
        },
        (None, None) => check::checks(exercise, view, id),
    };
    let unjudged = exercise.unjudged > 0 && status != Status::NotHandedIn;
    html! {
        @if unjudged { p.note { (level::unjudged(exercise.unjudged, exercise.checks.len())) } }
        (found)
    }
}

/// The text of a fault may show what is hidden, so that staff alone reads it.
fn failed(fault: &str, blind: bool, view: View) -> Markup {
    let whose = if blind { "this machine cannot judge it" } else { "the grader failed" };
    html! {
        p { "Not judged: " (whose) ", and nothing is said about the submission." }
        @if view == View::Staff { pre { (check::lines(fault)) } }
    }
}
