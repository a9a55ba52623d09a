//! `exercise`: what an exercise asks, how to try it, hints; the reader's own marks are put in by the browser.

use crate::book::{Book, Page};
use crate::excerpt;
use crate::exercises::Exercise;
use crate::fields::Fields;
use crate::html::{inline, text};
use crate::mistake::{Mistake, Told};
use std::fmt::Write;

pub(super) fn render(body: &str, page: &mut Page, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &["id", "goal", "solution"])?;
    fields.no_items()?;
    let id = fields.need("id")?;
    let exercise = Exercise::find(&book.room, &id.text).map_err(|why| Mistake::at(id.line, format!("{why:#}")))?;
    let package = &exercise.package;
    let heading = page.new_id("exercise");
    let mut shown = format!(
        "<section class=\"fj-exercise\" data-exercise=\"{package}\" aria-labelledby=\"{heading}\">\n\n## Your turn: {} {{#{heading}}}\n\n\
         <p class=\"fj-minutes\">about {} minutes</p>\n\n{}\n\n",
        exercise.title,
        exercise.minutes,
        fields.need("goal")?.text,
    );
    let _ = write!(
        shown,
        "```console\n$ cargo test -p {package}\n$ cargo grader check {package}\n```\n\n<p class=\"fj-file\">Your file: {}</p>\n\n",
        place(&exercise, page, book)
    );
    let _ = write!(shown, "{}<div class=\"fj-marks\" role=\"status\"></div>\n\n", checks(&exercise));
    shown.push_str(&hints(&exercise, book)?);
    if fields.yes("solution")? {
        shown.push_str(&solution(&exercise, book)?);
    }
    shown.push_str("</section>\n");
    Ok(shown)
}

fn place(exercise: &Exercise, page: &Page, book: &Book) -> String {
    let file = format!("exercises/{}/src/lib.rs", exercise.stem);
    let shown = format!("<code>{}</code>", text(&file));
    match page.serving {
        true => {
            let path = book.room.repository.join(&file);
            format!(
                "{shown} <a class=\"fj-open\" href=\"vscode://file{}\">open it in VS Code</a>",
                text(&path.to_string_lossy())
            )
        }
        false => shown,
    }
}

fn checks(exercise: &Exercise) -> String {
    let rows: String = exercise.sentences.iter().map(|sentence| format!("<li>{}</li>\n", inline(sentence))).collect();
    format!("<details>\n<summary>What is checked</summary>\n<ul>\n{rows}</ul>\n</details>\n\n")
}

/// Those of `cargo grader hint`, closed, each stronger than the one before.
fn hints(exercise: &Exercise, book: &Book) -> Told<String> {
    let file = format!("solutions/{}/hints.md", exercise.stem);
    let source = read(&file, book)?;
    let hints: Vec<&str> = source.split("\n## ").skip(1).collect();
    if hints.is_empty() {
        return Err(Mistake::whole(format!("{file} has no hint: each begins with a heading, `## A question`")));
    }
    let closed = (1..).zip(hints).map(|(number, hint)| {
        let (title, body) = hint.split_once('\n').unwrap_or((hint, ""));
        let body = body.replace("\n```rust\n", "\n```rust,ignore\n");
        format!("<details>\n<summary>Hint {number}: {}</summary>\n\n{}\n\n</details>\n\n", text(title), body.trim())
    });
    Ok(closed.collect())
}

fn read(file: &str, book: &Book) -> Told<String> {
    std::fs::read_to_string(book.room.repository.join(file))
        .map_err(|error| Mistake::whole(format!("failed to read {file}: {error}")))
}

fn solution(exercise: &Exercise, book: &Book) -> Told<String> {
    let file = format!("solutions/{}/src/lib.rs", exercise.stem);
    let source = read(&file, book)?;
    let shown = excerpt::tidied(&source, false);
    Ok(format!("<details>\n<summary>A solution</summary>\n\n````rust,ignore\n{shown}\n````\n\n</details>\n\n"))
}
