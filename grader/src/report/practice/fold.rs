//! Rows with colours that are wider than the screen: the compiler's, which it sets for no width.

const ESCAPE: char = '\u{1b}';

/// A row in as many rows as it takes, each of at most `width` characters, broken between words where that is possible and indented
/// as it is. Colours go on in the next row.
pub fn fold(row: &str, width: usize) -> Vec<String> {
    let (letters, end) = letters(row);
    let begin = blanks(&letters);
    let indent = if begin < width / 2 { begin } else { 0 };
    let (mut rows, mut colours, mut rest) = (Vec::new(), String::new(), &letters[..]);
    loop {
        let is_first = rows.is_empty();
        let room = if is_first { width } else { width - indent }.max(1);
        let (now, later) = rest.split_at(until(rest, room, if is_first { begin } else { 0 }));
        let mut text = if is_first { String::new() } else { format!("{:indent$}{colours}", "") };
        for (sequences, letter) in now {
            text.push_str(sequences);
            text.push(*letter);
            go_on(&mut colours, sequences);
        }
        let (between, later) = later.split_at(blanks(later));
        for (sequences, _) in between {
            text.push_str(sequences);
            go_on(&mut colours, sequences);
        }
        rest = later;
        if rest.is_empty() {
            rows.push(text + &end);
            return rows;
        }
        rows.push(if colours.is_empty() { text } else { text + RESET });
    }
}

const RESET: &str = "\u{1b}[0m";

/// How many blanks these begin with.
fn blanks(letters: &[(String, char)]) -> usize {
    letters.iter().take_while(|(_, letter)| *letter == ' ').count()
}

/// How many of these letters go into a row with room for so many; the first `indent` of them are no place for a break.
fn until(letters: &[(String, char)], room: usize, indent: usize) -> usize {
    if letters.len() <= room {
        return letters.len();
    }
    let blank = letters[..=room].iter().rposition(|(_, letter)| *letter == ' ');
    blank.filter(|blank| *blank > indent).unwrap_or(room)
}

/// The colours that hold after these sequences.
fn go_on(colours: &mut String, sequences: &str) {
    match sequences.rfind(RESET) {
        Some(at) => *colours = sequences[at + RESET.len()..].to_owned(),
        None => colours.push_str(sequences),
    }
}

/// Each letter with the sequences before it, and those after the last.
fn letters(row: &str) -> (Vec<(String, char)>, String) {
    let (mut all, mut before) = (Vec::new(), String::new());
    let mut rest = row.chars();
    while let Some(letter) = rest.next() {
        match letter {
            ESCAPE => {
                before.push(letter);
                for letter in rest.by_ref() {
                    before.push(letter);
                    if letter != '[' && ('\u{40}'..='\u{7e}').contains(&letter) {
                        break;
                    }
                }
            }
            letter => all.push((std::mem::take(&mut before), letter)),
        }
    }
    (all, before)
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;

    use super::*;

    #[test]
    fn a_row_that_fits_stays_as_it_is() {
        for row in ["", "  FAIL", "\u{1b}[1m12345678\u{1b}[0m", "12345678"] {
            assert_eq!(fold(row, 8), [row]);
        }
    }

    #[test]
    fn a_row_that_does_not_is_broken_between_words_and_keeps_its_indent_and_its_colours() {
        let row = "  \u{1b}[31mit borrows\u{1b}[0m the \u{1b}[1mpause of all";
        let rows = ["  \u{1b}[31mit borrows\u{1b}[0m", "  the \u{1b}[1mpause\u{1b}[0m", "  \u{1b}[1mof all"];
        assert_eq!(fold(row, 12), rows);
    }

    #[test]
    fn what_has_no_blanks_is_broken_anywhere() {
        assert_eq!(fold("     |^^^^^^^^", 6), ["     |", "^^^^^^", "^^"]);
        assert_eq!(fold("  aaaaaaaa b", 6), ["  aaaa", "  aaaa", "  b"]);
    }

    #[test]
    fn nothing_is_lost_and_no_row_is_too_wide() {
        let letters = |text: &str| strip_str(text).to_string().replace(' ', "");
        for row in [
            "  help: to force the closure to take ownership of `pause`, use the `move` keyword",
            "\u{1b}[1m\u{1b}[91merror[E0373]\u{1b}[0m\u{1b}[1m: it may outlive\u{1b}[0m   the current function\u{1b}[1m",
            "            \u{1b}[32mdeep in   \u{1b}[0m",
            "äöü…   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ] {
            for width in 1..40 {
                let rows = fold(row, width);
                assert_eq!(rows.iter().map(|row| letters(row)).collect::<String>(), letters(row), "{width}");
                let is_too_wide = |row: &String| strip_str(row).to_string().chars().count() > width;
                assert!(!rows.iter().any(is_too_wide), "{width}: {rows:#?}");
            }
        }
    }
}
