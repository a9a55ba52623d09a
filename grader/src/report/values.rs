//! What was asked and what was seen, as rows that can be compared: long values are cut down to where they first differ.
//! How the rows look is the formats' concern.

use super::escape;

/// Lines shown before the first one that differs.
const BEFORE: usize = 3;
/// Lines shown of two values.
const SHOWN: usize = 14;
/// Lines shown of one value alone, such as the compiler's message.
const HEAD: usize = 40;
/// Said where that is all the difference.
const NO_NEWLINE: &str = "(no newline at the end)";

/// Two values, side by side as far as they are shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Values {
    /// Lines left out before.
    pub before: usize,
    /// The lines shown.
    pub rows: Vec<Row>,
    /// Lines left out after.
    pub after: usize,
}

/// One line of both values.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// What was asked, `None` past the end.
    pub expected: Option<String>,
    /// What was seen, `None` past the end.
    pub seen: Option<String>,
}

impl Row {
    /// The two sides are not the same.
    pub fn differs(&self) -> bool {
        self.expected != self.seen
    }
}

/// Compares two values line by line.
pub fn compare(expected: &str, seen: &str) -> Values {
    let (mut left, mut right) = (escape::lines(expected), escape::lines(seen));
    if left == right {
        match (expected.ends_with('\n'), seen.ends_with('\n')) {
            (true, false) => right.push(NO_NEWLINE.to_owned()),
            (false, true) => left.push(NO_NEWLINE.to_owned()),
            _ => {}
        }
    }
    let all = left.len().max(right.len());
    let first = (0..all).find(|row| left.get(*row) != right.get(*row)).unwrap_or(0);
    let before = first.saturating_sub(BEFORE);
    let end = all.min(before + SHOWN);
    let row = |at: usize| Row { expected: left.get(at).cloned(), seen: right.get(at).cloned() };
    Values { before, rows: (before..end).map(row).collect(), after: all - end }
}

/// The first lines of one value, and how many were left out.
pub fn head(value: &str) -> (Vec<String>, usize) {
    let mut lines = escape::lines(value);
    let left_out = lines.len().saturating_sub(HEAD);
    lines.truncate(HEAD);
    (lines, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_shown_around_the_first_line_that_differs() {
        let expected: String = (0..1000).map(|line| format!("{line}\n")).collect();
        let values = compare(&expected, &expected.replace("\n500\n", "\nfive hundred\n"));
        assert_eq!((values.before, values.rows.len(), values.after), (497, SHOWN, 489));
        assert_eq!(values.rows.iter().position(Row::differs), Some(BEFORE));
    }

    #[test]
    fn a_missing_newline_is_seen() {
        let values = compare("1\n2\n", "1\n2");
        assert_eq!(values.rows[2], Row { expected: None, seen: Some(NO_NEWLINE.to_owned()) });
        assert!(!compare("1\n2\n", "1\n2\n").rows.iter().any(Row::differs));
    }
}
