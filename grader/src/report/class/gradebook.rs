//! The gradebook: one HTML file that asks nothing of any network. Text is escaped by `maud` wherever it stands, and
//! what can run is held to our own script by its digest. The parts of it are in the modules below; what they look like
//! is in the style sheet beside them.

mod check;
mod excerpt;
mod heat;
mod overview;
mod student;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{Class, Student, cells};
use crate::report::escape;

const STYLE: [&str; 3] = [include_str!("gradebook/gradebook.css"), draw::STYLE, include_str!("gradebook/print.css")];
const SCRIPT: &str = include_str!("gradebook/gradebook.js");

/// Who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// Whoever teaches: everything.
    Staff,
    /// Whoever handed it in: of hidden checks the points and the verdict.
    Student,
}

/// The whole class for staff: marks of all, verdicts of each exercise, and a page for each student.
pub fn gradebook(class: &Class) -> String {
    let pages = class.students.iter().enumerate();
    let main = html! {
        (warnings(class))
        (overview::overview(class))
        (heat::heat(class))
        section aria-labelledby="students" {
            h2 #students { "Students" }
            @for (index, one) in pages { (student::student(class, one, &format!("s{}", index + 1), View::Staff)) }
        }
    };
    let links = [("#overview", "Marks"), ("#verdicts", "Verdicts"), ("#students", "Students")];
    page(class, &class.title, &links, main)
}

/// What a student reads of the own work: nothing of others, and of hidden checks the points and the verdict.
pub fn own_page(class: &Class, student: &Student) -> String {
    let title = format!("{}: {}", student.name.as_ref().unwrap_or(&student.id), class.title);
    let main = student::student(class, student, "s1", View::Student);
    page(class, &title, &[], main)
}

fn page(class: &Class, title: &str, links: &[(&str, &str)], main: Markup) -> String {
    let title = shown(title);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(STYLE.concat())) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header {
                    h1 { (title) }
                    p {
                        "As of " (time(class.at)) ". " (counted(class.columns.len(), "exercise"))
                        @if !links.is_empty() { ", " (counted(class.students.len(), "student")) }
                        "."
                    }
                    @if !links.is_empty() {
                        nav aria-label="Parts of this page" {
                            @for (target, text) in links { a href=(target) { (text) } " " }
                        }
                    }
                }
                main #main tabindex="-1" { (main) }
                footer { p { "Made by the Forkjoin grader " (env!("CARGO_PKG_VERSION")) "." } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    markup.into_string()
}

/// Nothing but our own style and our own script, by their digests.
fn policy() -> String {
    let digest = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let (style, script) = (digest(&STYLE.concat()), digest(SCRIPT));
    format!(
        "default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    )
}

/// What is to be known of the machines that graded them: once, with how many it concerns.
fn warnings(class: &Class) -> Markup {
    let mut warnings: BTreeMap<&String, usize> = BTreeMap::new();
    for warning in class.students.iter().filter_map(|student| student.report.warning.as_ref()) {
        *warnings.entry(warning).or_default() += 1;
    }
    let of = counted(class.students.len(), "student");
    html! { @for (warning, count) in warnings { p.note { strong { (count) " of " (of) ": " } (warning) } } }
}

/// Text that a submission may have chosen, on one line, with what cannot be seen written out. `maud` escapes it as
/// HTML.
fn shown(text: &str) -> String {
    escape::one_line(text)
}

fn time(seconds: u64) -> Markup {
    let Some(time) = cells::time(seconds) else { return html! { "an unknown time" } };
    html! { time datetime=(time) { (time.replace('T', " ").trim_end_matches('Z')) " UTC" } }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
