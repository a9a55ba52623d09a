//! Our own Markdown, lightly set for a terminal: titles, paragraphs, lists and code. It knows no more of Markdown than our
//! pages use.

use anstyle::Style;

use super::terminal::{
    page::Page,
    style::{CODE, DIM, TITLE, styled},
};

/// `markdown` in rows of at most `width` columns, with colours.
pub fn terminal(markdown: &str, width: usize) -> String {
    let mut page = Page::new(width);
    let mut paragraph = String::new();
    let mut in_code = false;
    for line in markdown.lines() {
        let fence = line.starts_with("```");
        if fence || in_code || line.is_empty() || line.starts_with(['#', '-']) {
            flush(&mut page, &mut paragraph);
        }
        match line {
            _ if fence => {
                in_code = !in_code;
                page.gap();
            }
            "" if in_code => page.row(format!("    {}", styled(DIM, "|"))),
            _ if in_code => page.row(format!("    {} {}", styled(DIM, "|"), styled(CODE, line))),
            "" => page.gap(),
            _ => match line.strip_prefix('#') {
                Some(title) => page.row(styled(TITLE, title.trim_start_matches('#').trim())),
                None => {
                    paragraph.push_str(if paragraph.is_empty() { "" } else { " " });
                    paragraph.push_str(line.trim());
                }
            },
        }
    }
    flush(&mut page, &mut paragraph);
    page.into_text()
}

/// `text` with the words of its links alone: where they lead is for books.
fn without_targets(text: &str) -> String {
    let mut parts = text.split("](http");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for rest in parts {
        if let Some(begin) = told.rfind('[') {
            told.remove(begin);
        }
        told.push_str(rest.split_once(')').map_or("", |(_, rest)| rest));
    }
    told
}

fn flush(page: &mut Page, paragraph: &mut String) {
    *paragraph = without_targets(paragraph);
    match paragraph.strip_prefix("- ") {
        _ if paragraph.is_empty() => {}
        Some(item) => page.hanging("  - ", 4, item, Style::new()),
        None => page.hanging("  ", 2, paragraph, Style::new()),
    }
    paragraph.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_link_its_words_are_shown() {
        let text = "see [`spawn`](https://example.org/a) and [join](http://example.org/b), not [this]";
        assert_eq!(without_targets(text), "see `spawn` and join, not [this]");
    }
}
