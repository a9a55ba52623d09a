//! The compiler's text as it may be shown: bounded, plain, and without paths of this machine. Which text is shown is
//! `refusal`'s concern.

/// The most lines that are shown.
const LINES: usize = 100;
/// The most characters of a line.
const CHARACTERS: usize = 240;

/// `text` with at most 100 lines, each `private` path replaced by its name, and without characters that move a cursor.
pub(super) fn plain(text: &str, private: &[(String, &str)]) -> String {
    let text = private.iter().fold(text.to_owned(), |text, (path, name)| text.replace(path, name));
    let mut lines: Vec<String> = text.trim_end().lines().take(LINES).map(line).collect();
    let more = text.trim_end().lines().count().saturating_sub(LINES);
    if more > 0 {
        lines.push(format!("… and {more} more lines"));
    }
    lines.join("\n")
}

fn line(line: &str) -> String {
    let mut shown: String = line.chars().map(visible).take(CHARACTERS).collect();
    if line.chars().nth(CHARACTERS).is_some() {
        shown.push('…');
    }
    shown.trim_end().to_owned()
}

/// Control characters and those that turn the direction of writing become a mark.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_bounded_in_lines_and_in_width() {
        let long = plain(&format!("{}\n{}", "x".repeat(500), "line\n".repeat(200)), &[]);
        assert_eq!(long.lines().count(), 101);
        assert_eq!(long.lines().next().unwrap().chars().count(), 241);
        assert_eq!(long.lines().last(), Some("… and 101 more lines"));
    }

    #[test]
    fn private_paths_and_control_characters_are_replaced() {
        let private = [("/home/me/work/".to_owned(), "")];
        assert_eq!(plain("at /home/me/work/src/lib.rs\u{1b}[31m\n\n", &private), "at src/lib.rs\u{fffd}[31m");
    }
}
