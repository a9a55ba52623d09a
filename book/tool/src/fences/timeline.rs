//! `timeline`: the threads and processes of a run that was recorded, drawn.

use super::run_of;
use crate::blessed;
use crate::book::{Book, Page};
use crate::fields::Fields;
use crate::html;
use crate::mistake::{Mistake, Told};

pub(super) fn render(body: &str, page: &mut Page, book: &Book) -> Told<String> {
    let run = run_of(body)?;
    let fields =
        Fields::parse(body, &["program", "exercise", "python", "arguments", "exit", "shown", "title", "describe"])?;
    let title = fields.need("title")?;
    let file = format!("book/data/timelines/{}.json", run.file());
    let path = book.room.repository.join(&file);
    if !path.is_file() {
        return Err(Mistake::whole(format!(
            "its timeline is not recorded: call `cargo book bless`, which writes {file}"
        )));
    }
    let timeline =
        blessed::recorded(&path).map_err(|error| Mistake::whole(format!("{error:#}: call `cargo book bless`")))?;
    let id = page.new_id("timeline");
    let drawn = draw::svg(&timeline, &html::plain(&title.text), &id);
    let describe = fields.get("describe")?.map_or_else(String::new, |value| format!(" {}", html::inline(&value.text)));
    Ok(html::block(&format!(
        "<figure class=\"fj-figure\">\n<div class=\"fj-wide\" role=\"group\" aria-label=\"Timeline\" tabindex=\"0\">\n{drawn}</div>\n<figcaption><strong>{}.</strong>{describe} <span class=\"fj-source\">Seen from outside, in a run of <code>{}</code>.</span></figcaption>\n</figure>",
        html::inline(&title.text),
        html::text(&run.command()),
    )))
}
