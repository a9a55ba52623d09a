//! `plot`: what was measured on a machine, with the day and the machine.

use crate::book::{Book, Page};
use crate::fields::Fields;
use crate::html;
use crate::measured::{self, Measured};
use crate::mistake::{Mistake, Told};
use crate::plot;

pub(super) fn render(body: &str, page: &mut Page, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &["measured", "title", "describe"])?;
    fields.no_items()?;
    let asked = fields.need("measured")?;
    let title = fields.need("title")?;
    let measured =
        Measured::read(&book.room).map_err(|error| Mistake::whole(format!("{error:#}: call `cargo book measure`")))?;
    let known: Vec<&str> = measured.experiments.iter().map(|one| one.name.as_str()).collect();
    let unknown =
        || Mistake::at(asked.line, format!("`{}` was not measured; these were: {}", asked.text, known.join(", ")));
    let experiment = measured.experiments.iter().find(|one| one.name == asked.text).ok_or_else(unknown)?;
    let id = page.new_id("plot");
    let describe = fields.get("describe")?.map_or_else(String::new, |value| format!(" {}", html::inline(&value.text)));
    Ok(html::block(&format!(
        "<figure class=\"fj-figure\">\n<div class=\"fj-wide\" role=\"group\" aria-label=\"Plot\" tabindex=\"0\">\n{}</div>\n<figcaption><strong>{}.</strong>{describe} <span class=\"fj-source\">{}</span></figcaption>\n</figure>",
        plot::svg(experiment, &html::plain(&title.text), &id),
        html::inline(&title.text),
        html::text(&measured::source(&measured, experiment)),
    )))
}
