//! The marks of all students in one table, with a link to the page of each.

use maud::{Markup, html};

use super::shown;
use crate::{
    class::Hundredths,
    report::class::{
        Class, Column, Student,
        entry::{Entry, Status, points, total},
        statistics::{mean, median},
    },
};

/// The table, and what to filter it by.
pub(super) fn overview(class: &Class) -> Markup {
    html! {
        section aria-labelledby="overview" {
            h2 #overview { "Marks" }
            p {
                "Mean and median are of those who handed the exercise in. "
                b { "none" } ": not handed in, " b { "open" } ": could not be judged, "
                b { "late" } ": lateness was counted."
            }
            // Of no use without the script, which shows it.
            form #filter hidden {
                label { "Name or id " input #find type="search" autocomplete="off"; }
                label {
                    "Show "
                    select #who {
                        option value="" { "all students" }
                        option value=".p,.z" { "not all points somewhere" }
                        option value=".n" { "something not handed in" }
                        option value=".l" { "something late" }
                        option value=".u,.b" { "something not judged, or nothing taken" }
                    }
                }
                output #count aria-live="polite" {}
            }
            div.scroll.tall role="region" aria-labelledby="marks" tabindex="0" {
                table #table {
                    caption #marks { "Marks of each student, and what they add up to" }
                    thead { tr {
                        th scope="col" { "Student" }
                        @for column in &class.columns { (heading(column)) }
                        th scope="col" { "Total" br; small { "of " (points(class)) } }
                    } }
                    tbody.all { (statistics(class)) }
                    tbody #rows {
                        @for (index, student) in class.students.iter().enumerate() { (row(class, student, index + 1)) }
                    }
                }
            }
        }
    }
}

fn heading(column: &Column) -> Markup {
    html! { th scope="col" { abbr title=(column.title) { (column.package) } br; small { "of " (column.max) } } }
}

fn row(class: &Class, student: &Student, number: usize) -> Markup {
    let (sum, is_known) = total(class, student);
    html! {
        tr {
            th scope="row" class=[student.problem.is_some().then_some("b")] {
                a href={ "#s" (number) } { (shown(student.name.as_ref().unwrap_or(&student.id))) }
                @if student.name.is_some() { " " small { (shown(&student.id)) } }
            }
            @for entry in Entry::all(class, student) { (cell(&entry)) }
            td { @if !is_known { small { "at least " } } (sum) }
        }
    }
}

fn cell(entry: &Entry) -> Markup {
    let Some(mark) = entry.mark() else { return html! { td.u { "open" } } };
    let class = match mark.mark {
        _ if entry.status() == Status::NotHandedIn => return html! { td.n { "none" } },
        Hundredths(0) => "z",
        some if some >= Hundredths::of_points(mark.max) => "a",
        _ => "p",
    };
    match mark.lateness {
        Some(_) => html! { td class={ (class) " l" } { (mark.mark) " " small { "late" } } },
        None => html! { td class=(class) { (mark.mark) } },
    }
}

fn statistics(class: &Class) -> Markup {
    let entries = |student| Entry::all(class, student).collect::<Vec<_>>();
    let handed_in = |entry: &Entry| entry.mark().filter(|_| entry.exercise.handed_in).map(|mark| mark.mark);
    let rows: Vec<Vec<Option<Hundredths>>> =
        class.students.iter().map(|student| entries(student).iter().map(handed_in).collect()).collect();
    let of_column = |column: usize| rows.iter().filter_map(|row| row.get(column).copied().flatten()).collect();
    let mut marks: Vec<Vec<Hundredths>> = (0..class.columns.len()).map(of_column).collect();
    let whole = class.students.iter().zip(&rows).filter(|(_, row)| row.iter().any(Option::is_some));
    marks.push(
        whole.map(|(student, _)| total(class, student)).filter(|(_, is_known)| *is_known).map(|(sum, _)| sum).collect(),
    );
    let cell = |mark: Option<Hundredths>| mark.map_or("–".to_owned(), |mark| mark.to_string());
    html! {
        tr { th scope="row" { "Judged" } @for marks in &marks { td { (marks.len()) } } }
        tr { th scope="row" { "Mean" } @for marks in &marks { td { (cell(mean(marks))) } } }
        tr { th scope="row" { "Median" } @for marks in &marks { td { (cell(median(marks))) } } }
    }
}
