//! The pieces of Markdown that reports are made of: text that a submission may have chosen stays within its fence, its code
//! span or its cell. What is said in them is the formats' concern.

use super::{escape, values};

/// The first lines of `value`; a bar before each keeps a build log from taking one for a command.
pub fn rows(value: &str) -> Vec<String> {
    let (lines, left_out) = values::head(value);
    let more = (left_out > 0).then(|| format!("… {left_out} more lines"));
    lines.iter().map(|line| escape::cut(line, 400)).chain(more).map(|line| format!("| {line}")).collect()
}

/// `rows` in a fence that none of them can close.
pub fn fence(language: &str, rows: &[String]) -> String {
    let fence = "`".repeat(longest_run(&rows.concat()).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n\n", rows.join("\n"))
}

/// `text` on one line, as code: nothing in it is a link, a mention or a tag.
pub fn code(text: &str) -> String {
    let text = escape::one_line(text).replace('|', r"\u{7c}");
    let ticks = "`".repeat(longest_run(&text) + 1);
    match text.starts_with('`') || text.ends_with('`') {
        true => format!("{ticks} {text} {ticks}"),
        false => format!("{ticks}{text}{ticks}"),
    }
}

/// The course's own words: code spans stay, tags and cells are not opened.
pub fn prose(text: &str) -> String {
    escape::one_line(text.trim_end_matches('.')).replace('<', r"\<").replace('|', r"\|")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// What stands outside of all fences of a page.
#[cfg(test)]
pub fn outside_fences(text: &str) -> String {
    let mut fence: Option<&str> = None;
    let mut outside = String::new();
    for line in text.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if ticks.len() >= open.len() => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => outside += line,
            Some(_) => {}
        }
    }
    outside
}
