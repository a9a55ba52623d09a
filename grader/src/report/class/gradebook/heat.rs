//! How many students have which verdict, for each exercise. The number is what tells; the shade only helps to find it.

use std::collections::HashMap;

use maud::{Markup, html};

use crate::report::class::{
    Class, Column,
    entry::{Entry, Status},
};

const CAPTION: &str = "Students with each verdict, for each exercise; the more there are, the stronger the shade";
/// Shades beside the one of nobody.
const SHADES: usize = 5;

/// The table: a row for each exercise, a column for each verdict that somebody has.
pub(super) fn heat(class: &Class) -> Markup {
    let mut counts: HashMap<(usize, Status), usize> = HashMap::new();
    for student in &class.students {
        for (column, entry) in Entry::all(class, student).enumerate() {
            *counts.entry((column, entry.status())).or_default() += 1;
        }
    }
    let occurs = |status: &Status| counts.keys().any(|(_, other)| other == status);
    let statuses: Vec<Status> = Status::all().filter(occurs).collect();
    let count = |column: usize, status: Status| counts.get(&(column, status)).copied().unwrap_or(0);
    html! {
        section aria-labelledby="verdicts" {
            h2 #verdicts { "Verdicts" }
            div.scroll role="region" aria-labelledby="heat" tabindex="0" {
                table.heat {
                    caption #heat { (CAPTION) }
                    thead { tr {
                        th scope="col" { "Exercise" }
                        @for status in &statuses { th scope="col" { span { (status.name()) } } }
                    } }
                    tbody {
                        @for (index, column) in class.columns.iter().enumerate() {
                            tr {
                                (heading(column))
                                @for status in &statuses { (cell(count(index, *status), class.students.len())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn heading(column: &Column) -> Markup {
    html! { th scope="row" { (column.package) " " small { (column.title) } } }
}

fn cell(count: usize, of: usize) -> Markup {
    let shade = (count * SHADES).div_ceil(of.max(1)).min(SHADES);
    html! { td class={ "h" (shade) } { (count) } }
}
