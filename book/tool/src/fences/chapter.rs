//! `chapter`: what the reader will be able to do, and how long it takes.

use crate::fields::Fields;
use crate::html;
use crate::mistake::{Mistake, Told};

pub(super) fn render(body: &str) -> Told<String> {
    let fields = Fields::parse(body, &["minutes"])?;
    let minutes: u32 = fields.need("minutes")?.number()?;
    if fields.items.is_empty() {
        return Err(Mistake::whole("nothing is said of what the reader will be able to do: add lines `- …`"));
    }
    let goals: String =
        fields.items.iter().map(|item| format!("<li>{}</li>\n", html::inline(&item.value.text))).collect();
    Ok(html::block(&format!(
        "<div class=\"fj-goals\">\n<p>After these <strong>{minutes} minutes</strong> you can</p>\n<ul>\n{goals}</ul>\n</div>"
    )))
}
