//! `schedule`: one schedule of a real program, as weave explains it, to be stepped through.

use crate::book::{self, Book, Page};
use crate::explorations::{Explanation, Explored, Site, Step};
use crate::fields::Fields;
use crate::html::{self, inline, text};
use crate::mistake::{Mistake, Told};
use crate::room::Room;
use std::path::{Component, Path, PathBuf};

/// Columns of threads; above these there is one column, with their names.
const COLUMNS: usize = 4;

pub(super) fn render(body: &str, page: &mut Page, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &["program", "outcome", "prints", "title"])?;
    fields.no_items()?;
    let (name, explored) = book::program(&fields, book)?;
    let (explanation, end) = chosen(&fields, name, explored)?;
    let title = match fields.get("title")? {
        Some(title) => inline(&title.text),
        None => format!("A schedule of <code>{}</code>: {end}", text(name)),
    };
    let id = page.new_id("schedule");
    let names: Vec<&str> = explanation.threads.iter().map(|standing| standing.thread.as_str()).collect();
    let told = if explanation.message.is_empty() {
        format!("It ends: {end}.")
    } else {
        format!("{}.", capital(&explanation.message))
    };
    let notes: String = explanation.notes.iter().map(|note| format!("<li>{}</li>\n", marked(&capital(note)))).collect();
    let standing = match explanation.message.is_empty() {
        true => String::new(),
        false => explanation
            .threads
            .iter()
            .map(|one| format!("<li>{} {}</li>\n", text(&one.thread), marked(&one.state)))
            .collect(),
    };
    Ok(html::block(&format!(
        "<figure class=\"fj-schedule\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n<figcaption id=\"{id}-title\">{title}</figcaption>\n\
         <div class=\"fj-wide\" role=\"group\" aria-labelledby=\"{id}-title\" tabindex=\"0\">\n{}</div>\n\
         <div class=\"fj-end\">\n<p>{}</p>\n<ul>\n{standing}{notes}</ul>\n</div>\n<p class=\"fj-source\">Computed: {}.</p>\n</figure>",
        table(&names, &explanation.steps, &book.room),
        if explanation.message.is_empty() { told } else { text(&told) },
        text(&explored.covered()),
    ))
    .replace("<ul>\n</ul>\n", ""))
}

/// The schedule that is asked for, and how it ends.
fn chosen<'a>(fields: &Fields, name: &str, explored: &'a Explored) -> Told<(&'a Explanation, String)> {
    let asked = match (fields.get("outcome")?, fields.get("prints")?) {
        (Some(_), Some(second)) => {
            return Err(Mistake::at(second.line, "only one of `outcome` and `prints` may be given"));
        }
        (outcome, prints) => outcome.or(prints),
    };
    let Some(asked) = asked else {
        let fault = explored.exploration.fault.as_deref().unwrap_or("no fault");
        let failing = explored.exploration.explanation.as_ref().map(|explanation| (explanation, text(fault)));
        return failing
            .ok_or_else(|| Mistake::whole(format!("no schedule of `{name}` fails: say which one with `outcome: …`")));
    };
    let ends = explored.known_ends();
    let end = ends.iter().find(|end| end.text == asked.text);
    let found = end.and_then(|end| explored.examples.get(&end.key));
    let known: Vec<&str> = ends.iter().map(|end| end.text.as_str()).collect();
    let missing = || {
        Mistake::at(asked.line, format!("`{name}` does not end with `{}`, but with {}", asked.text, known.join(" | ")))
    };
    Ok((found.ok_or_else(missing)?, format!("<code>{}</code>", text(&asked.text))))
}

fn table(names: &[&str], steps: &[Step], room: &Room) -> String {
    let apart = names.len() <= COLUMNS;
    let heads: String = match apart {
        true => names.iter().map(|name| format!("<th scope=\"col\">{}</th>", text(name))).collect(),
        false => "<th scope=\"col\">Thread</th><th scope=\"col\">does</th>".to_owned(),
    };
    let row = |(at, step): (usize, &Step)| {
        let action = text(&step.action).replace('`', "");
        let cells: String = match apart {
            true => (0..names.len())
                .map(|thread| match thread == step.thread {
                    true => format!("<td class=\"fj-t{}\">{action}</td>", thread % COLUMNS),
                    false => "<td></td>".to_owned(),
                })
                .collect(),
            false => format!("<td>{}</td><td>{action}</td>", text(names.get(step.thread).copied().unwrap_or("?"))),
        };
        format!(
            "<tr data-told=\"{} {action}\"><th scope=\"row\">{}</th>{cells}<td class=\"fj-line\"><span>{}</span> <code>{}</code></td></tr>\n",
            text(names.get(step.thread).copied().unwrap_or("?")),
            at + 1,
            text(&place(&step.at, room)),
            text(&step.at.source)
        )
    };
    let rows: String = steps.iter().enumerate().map(row).collect();
    format!(
        "<table>\n<thead><tr><th scope=\"col\">Step</th>{heads}<th scope=\"col\">Line</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// The file without what is true of this machine only.
fn place(site: &Site, room: &Room) -> String {
    let mut path = PathBuf::new();
    for part in Path::new(&site.file).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::CurDir => {}
            part => path.push(part),
        }
    }
    let path = path.strip_prefix(&room.repository).unwrap_or(&path);
    let is_program = path.starts_with("programs/src") || path.starts_with("book/programs/src");
    let shown = if is_program { path.file_name().map(Path::new).unwrap_or(path) } else { path };
    format!("{}:{}", shown.display(), site.line)
}

/// Text of weave, in which names stand in backticks.
fn marked(told: &str) -> String {
    let part = |(at, part): (usize, &str)| match at % 2 {
        0 => text(part),
        _ => format!("<code>{}</code>", text(part)),
    };
    told.split('`').enumerate().map(part).collect()
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
