//! Text as HTML. Nothing gets into a page but through one of these.

use mdbook_markdown::pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// Text as it is.
#[must_use]
pub fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// One paragraph of Markdown, without the paragraph around it. HTML in it is shown as text.
#[must_use]
pub fn inline(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION);
    let events = events.filter_map(|event| match event {
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => None,
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        event => Some(event),
    });
    let mut written = String::new();
    html::push_html(&mut written, events);
    written.trim().replace('\n', " ")
}

/// One paragraph of Markdown as plain text, for attributes and `<title>`.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH);
    events
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.into_string()),
            Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
            _ => None,
        })
        .collect()
}

/// As one block of HTML in Markdown, which a blank line would end.
#[must_use]
pub fn block(html: &str) -> String {
    let lines: Vec<&str> = html.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    format!("{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(text("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    }

    #[test]
    fn a_paragraph_keeps_its_markup_and_no_html() {
        assert_eq!(inline("`a < b` *is* <b>true</b>"), "<code>a &lt; b</code> <em>is</em> &lt;b&gt;true&lt;/b&gt;");
        assert_eq!(plain("`a < b` *is* true"), "a < b is true");
    }

    #[test]
    fn a_block_has_no_blank_line() {
        assert_eq!(block("<p>\n\n  a\n</p>"), "<p>\n  a\n</p>\n");
    }
}
