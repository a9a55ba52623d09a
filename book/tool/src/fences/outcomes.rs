//! `outcomes`: all that can come out of a program, over all schedules.

use crate::book::{self, Book};
use crate::explorations::End;
use crate::fields::Fields;
use crate::html::{self, text};
use crate::mistake::Told;

pub(super) fn render(body: &str, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &["program", "title", "hide"])?;
    fields.no_items()?;
    let (name, explored) = book::program(&fields, book)?;
    let ends = explored.ends(name)?;
    let counted = match ends.len() {
        1 => "One outcome is possible".to_owned(),
        several => format!("{several} outcomes are possible"),
    };
    let title = fields
        .get("title")?
        .map_or(counted.clone(), |title| format!("{}: {}", html::inline(&title.text), lower(&counted)));
    let rows: String = ends.iter().map(|end| format!("<li>{}</li>\n", shown(end))).collect();
    let list = format!("<ul>\n{rows}</ul>\n<p class=\"fj-source\">Computed: {}.</p>", text(&explored.covered()));
    Ok(html::block(&match fields.yes("hide")? {
        true => format!(
            "<details class=\"fj-outcomes\">\n<summary>What can come out?</summary>\n<p>{title}</p>\n{list}\n</details>"
        ),
        false => format!("<figure class=\"fj-outcomes\">\n<figcaption>{title}</figcaption>\n{list}\n</figure>"),
    }))
}

fn shown(end: &End) -> String {
    let lines: Vec<String> = end.text.split(" / ").map(|line| format!("<code>{}</code>", text(line))).collect();
    lines.join("<br>")
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
