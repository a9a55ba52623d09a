//! Rows of text with colours, of which a part is shown.

/// Rows that are kept; whoever prints more is not read.
const KEPT: usize = 5000;

/// Rows, and the first of them that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    rows: Vec<String>,
    pub(super) first: usize,
}

impl Text {
    pub(super) fn of(text: &str) -> Text {
        Text { rows: text.lines().map(str::to_owned).collect(), first: 0 }
    }

    pub(super) fn push(&mut self, row: String) {
        if self.rows.len() < KEPT {
            self.rows.push(row);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows in a window of that height.
    pub(super) fn shown(&self, height: usize) -> &[String] {
        let first = self.first.min(self.last_first(height));
        &self.rows[first..(first + height).min(self.rows.len())]
    }

    /// Moves the window by so many rows, downwards if that is positive.
    pub(super) fn scroll(&mut self, by: isize, height: usize) {
        let last = self.last_first(height);
        self.first = self.first.min(last).saturating_add_signed(by).min(last);
    }

    /// Moves the window so that it begins with the first row that satisfies `is`.
    pub(super) fn begin_with(&mut self, is: impl FnMut(&String) -> bool, height: usize) {
        let found = self.rows.iter().position(is);
        self.first = found.unwrap_or(self.rows.len()).min(self.last_first(height));
    }

    fn last_first(&self, height: usize) -> usize {
        self.rows.len().saturating_sub(height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_stays_within_the_text() {
        let mut text = Text::of("a\nb\nc\nd\n");
        assert_eq!(text.shown(2), ["a", "b"]);
        text.scroll(10, 2);
        assert_eq!(text.shown(2), ["c", "d"]);
        text.scroll(-1, 2);
        assert_eq!(text.shown(2), ["b", "c"]);
        text.begin_with(|row| row == "d", 2);
        assert_eq!(text.shown(2), ["c", "d"], "the window is full");
        assert_eq!(text.shown(9).len(), 4);
        assert!(Text::default().shown(5).is_empty());
    }
}
