//! `listing`: a part of a file that has tests of its own.

use crate::book::Book;
use crate::excerpt;
use crate::fields::Fields;
use crate::html;
use crate::mistake::{Mistake, Told};

/// Rooms whose files are tested.
pub const TESTED: [&str; 4] = ["solutions/", "exercises/", "book/programs/", "grader/"];

pub(super) fn render(body: &str, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &["file", "item", "anchor", "lines", "docs", "title"])?;
    fields.no_items()?;
    let file = fields.need("file")?;
    let source = read(&file.text, book).map_err(|text| Mistake::at(file.line, text))?;
    let part = ["item", "anchor", "lines"].iter().any(|key| matches!(fields.get(key), Ok(Some(_)) | Err(_)));
    let shown = if part {
        let (key, value) = fields.one_of(&["item", "anchor", "lines"])?;
        let shown = match key {
            "item" => excerpt::items(&source, &value.text),
            "anchor" => excerpt::anchor(&source, &value.text),
            _ => excerpt::lines(&source, &value.text),
        };
        shown.map_err(|text| Mistake::at(value.line, format!("{}: {text}", file.text)))?
    } else {
        source
    };
    let shown = excerpt::tidied(&shown, fields.yes("docs")?);
    let title = match fields.get("title")? {
        Some(title) => html::inline(&title.text),
        None => format!("<code>{}</code>", html::text(&file.text)),
    };
    let language = if file.text.ends_with(".rs") { "rust,ignore" } else { language(&file.text) };
    // A fence that no line of the listing can end.
    Ok(format!("<p class=\"fj-listing\">{title}</p>\n\n````{language}\n{shown}\n````\n"))
}

fn language(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, suffix)| suffix) {
        Some("py") => "python",
        Some("toml") => "toml",
        _ => "text",
    }
}

/// The text of a file of the repository that is tested.
fn read(file: &str, book: &Book) -> Result<String, String> {
    if !TESTED.iter().any(|room| file.starts_with(room)) || file.split('/').any(|part| part == "..") {
        return Err(format!("`{file}` is not below {}, which have tests", TESTED.join(", ")));
    }
    std::fs::read_to_string(book.room.repository.join(file))
        .map_err(|error| format!("failed to read `{file}`: {error}"))
}
