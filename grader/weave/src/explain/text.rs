//! An explanation as text of at most 100 columns: what is wrong, where everybody stands, and how it came to that.

use super::files::Files;
use super::table::{self, Row};
use super::{Explanation, Site, Standing};
use std::fmt;

pub(super) const WIDTH: usize = 100;

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sites = self.at.iter().chain(self.threads.iter().map(|thread| &thread.at));
        let files = Files::new(sites.chain(self.steps.iter().map(|step| &step.at)).map(|site| site.file.as_str()));
        let parts = [self.head(), self.told(), self.standings(&files), self.table(&files)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        formatter.write_str(&parts.join("\n"))
    }
}

impl Explanation {
    fn head(&self) -> String {
        let at = self.at.as_ref().filter(|at| at.line > 0).map(|at| {
            let source =
                if at.source.is_empty() { String::new() } else { format!("   |  {}\n", fit(&at.source, WIDTH - 6)) };
            format!("  --> {}:{}:{}\n{source}", at.file, at.line, at.column)
        });
        wrap(&self.message, "", "") + &at.unwrap_or_default()
    }

    fn told(&self) -> String {
        self.notes.iter().map(|note| wrap(note, "note: ", "      ")).collect()
    }

    fn standings(&self, files: &Files) -> String {
        let longest = self.threads.iter().map(|thread| thread.thread.chars().count()).max().unwrap_or(0).min(20);
        let indent = " ".repeat(longest + 4);
        let standing = |standing: &Standing| {
            let name = fit(&standing.thread, longest);
            let first = format!("  {name:<longest$}  ");
            let ended = standing.state == "has ended" || standing.at.line == 0;
            let place = if ended { String::new() } else { wrap_place(&standing.at, files, &indent) };
            wrap(&standing.state, &first, &indent) + &place
        };
        self.threads.iter().map(standing).collect()
    }

    fn table(&self, files: &Files) -> String {
        let steps = self.steps.iter().map(|step| row(step.thread, &step.action, &step.at, files));
        let waiting = self.threads.iter().enumerate().filter_map(|(thread, standing)| {
            let waits = standing.state.split([',', ':']).next()?.split(" (").next()?;
            let stands = waits.starts_with("waits ") || waits.starts_with("sleeps ");
            stands.then(|| row(thread, waits, &standing.at, files))
        });
        let rows: Vec<Row> = steps.chain(waiting).collect();
        let names: Vec<&str> = self.threads.iter().map(|thread| thread.thread.as_str()).collect();
        if self.steps.is_empty() { String::new() } else { table::table(&names, &rows) }
    }
}

fn row(thread: usize, text: &str, at: &Site, files: &Files) -> Row {
    // Where a thread ends is where it did something last: no place to look at.
    let at = if text == "ends" { &Site { file: String::new(), line: 0, column: 0, source: String::new() } } else { at };
    let place = if at.line == 0 { String::new() } else { format!("{}:{}", files.short(&at.file), at.line) };
    Row { thread, text: clean(text), place, source: clean(&at.source) }
}

fn wrap_place(at: &Site, files: &Files, indent: &str) -> String {
    let line = format!("{indent}{}:{}  {}", files.short(&at.file), at.line, at.source);
    fit(line.trim_end(), WIDTH) + "\n"
}

/// At most so many characters, the last of which says whether there were more.
pub(super) fn fit(text: &str, width: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= width {
        return text;
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

/// Without anything that would move the cursor or set colours.
fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Lines of whole words, the first after `first`, all others after `indent`. A word that is too long stays whole.
fn wrap(text: &str, first: &str, indent: &str) -> String {
    let mut wrapped = String::new();
    let mut before = first;
    for line in text.lines() {
        let spaces = line.chars().take_while(|letter| *letter == ' ').count();
        let mut current = before.to_owned() + &" ".repeat(spaces);
        let mut is_empty = true;
        for word in line.split_whitespace().map(clean) {
            if !is_empty && current.chars().count() + 1 + word.chars().count() > WIDTH {
                wrapped += current.trim_end();
                wrapped += "\n";
                (current, is_empty) = (indent.to_owned(), true);
            }
            if !is_empty {
                current.push(' ');
            }
            current += &word;
            is_empty = false;
        }
        wrapped += current.trim_end();
        wrapped += "\n";
        before = indent;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_where_they_were_broken() {
        let text = wrap(&format!("{}\n left: 1", "word ".repeat(30)), "note: ", "      ");
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.starts_with("note: word word"));
        assert!(text.ends_with("\n       left: 1\n"), "{text}");
    }

    #[test]
    fn what_is_cut_says_so_and_nothing_moves_the_cursor() {
        assert_eq!(fit("let guard = lock();", 12), "let guard =…");
        assert_eq!(fit("a\u{1b}[31mb\tc", 20), "a [31mb c");
    }
}
