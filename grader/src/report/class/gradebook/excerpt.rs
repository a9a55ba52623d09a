//! A line of the student's file with its neighbours, and nothing more of the file.

use maud::{Markup, html};

use super::shown;
use crate::{
    judge::Place,
    report::{ExerciseReport, escape, graded::text_of},
};

/// Lines shown before and after.
const AROUND: usize = 2;
/// Characters of a line that are shown.
const WIDTH: usize = 120;

/// The place, after `what` was done there, and its lines where the file is known; a further place shows its line alone.
pub(super) fn excerpt(exercise: &ExerciseReport, place: &Place, what: Option<&str>) -> Markup {
    let around = if what.is_some() { 0 } else { AROUND };
    html! {
        p.label { @if let Some(what) = what { (shown(what)) ": " } code { (shown(&place.to_string())) } }
        @if let Some(text) = text_of(&exercise.files, place) { (lines(text, place.line as usize, around)) }
    }
}

fn lines(text: &str, line: usize, around: usize) -> Markup {
    let first = line.saturating_sub(around).max(1);
    let digits = (line + around).to_string().len();
    let shown = text.lines().enumerate().skip(first - 1).take((line + around + 1).saturating_sub(first));
    let rows: Vec<(bool, String)> = shown.map(|(index, source)| row(index + 1, line, digits, source)).collect();
    html! {
        @if !rows.is_empty() {
            pre.code {
                @for (index, (is_named, row)) in rows.iter().enumerate() {
                    @if index > 0 { "\n" }
                    @if *is_named { mark { (row) } } @else { (row) }
                }
            }
        }
    }
}

fn row(number: usize, named: usize, digits: usize, source: &str) -> (bool, String) {
    let source = escape::cut(&shown(&source.replace('\t', "    ")), WIDTH);
    let is_named = number == named;
    let arrow = if is_named { ">" } else { " " };
    (is_named, format!("{arrow} {number:>digits$} | {source}").trim_end().to_owned())
}
