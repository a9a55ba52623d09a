//! Text that a submission may have chosen, made harmless for a terminal and a build log. Markdown has rules of its own, in
//! `markdown`.

/// `text` on one line, with each character that a terminal would obey, or not show, written out: `\u{1b}`, `\n`.
///
/// A build log's `##[command]` is taken apart as well.
pub fn one_line(text: &str) -> String {
    text.chars().map(shown).collect::<String>().replace("##[", r"##\[")
}

/// The lines of `text`, each as [`one_line`] gives it.
pub fn lines(text: &str) -> Vec<String> {
    text.split_terminator('\n').map(one_line).collect()
}

/// `text` in rows of at most `width` characters, broken between words where that is possible.
///
/// No row begins with `::`, which a build log would take for a command.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(16);
    let mut rows: Vec<String> = Vec::new();
    for word in text.split(' ').flat_map(|word| pieces(word, width - 1)) {
        match rows.last_mut() {
            Some(row) if row.chars().count() + 1 + word.chars().count() <= width => {
                row.push(' ');
                row.push_str(&word);
            }
            _ => rows.push(if word.starts_with("::") { format!(r"\{word}") } else { word }),
        }
    }
    rows
}

/// `text` cut to `width` characters, with `…` in place of the rest.
pub fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        None => text.to_owned(),
        Some(_) => text.chars().take(width.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// `text` as a shell takes it for one word.
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+@%=:,".contains(c);
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", one_line(&text.replace('\'', r"'\''"))),
    }
}

fn shown(c: char) -> String {
    match c {
        '\n' => r"\n".to_owned(),
        '\t' => r"\t".to_owned(),
        '\r' => r"\r".to_owned(),
        _ if c.is_control() || is_invisible(c) => c.escape_unicode().to_string(),
        _ => c.to_string(),
    }
}

/// Characters that change the direction or the look of others, or that cannot be seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    match letters.is_empty() {
        true => vec![String::new()],
        false => letters.chunks(width).map(|piece| piece.iter().collect()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_a_blank_is_one_word_for_a_shell() {
        assert_eq!(shell_word("work/alice-1"), "work/alice-1");
        assert_eq!(shell_word("my work/o'neil"), r"'my work/o'\''neil'");
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(one_line("a\x1b[2J\r\u{9b}31m\u{202e}b\tc"), r"a\u{1b}[2J\r\u{9b}31m\u{202e}b\tc");
        assert_eq!(one_line("grüße, 日本"), "grüße, 日本");
    }

    #[test]
    fn what_a_build_log_would_obey_is_taken_apart() {
        assert_eq!(one_line("##[error]x"), r"##\[error]x");
        assert!(wrap("a word ::error::x ::error::y ::error::z", 16).iter().all(|row| !row.starts_with("::")));
    }

    #[test]
    fn no_row_is_wider_than_asked() {
        let text = format!("some words and {} then more words", "x".repeat(100));
        let rows = wrap(&text, 20);
        assert!(rows.iter().all(|row| row.chars().count() <= 20), "{rows:?}");
        assert_eq!(rows.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn a_cut_line_says_so() {
        assert_eq!(cut("12345", 5), "12345");
        assert_eq!(cut("123456", 5), "1234…");
    }
}
