//! Text that grows by rows of a known width. What is said in them is the others' concern.

use anstyle::Style;

use super::style::styled;
use crate::report::escape;

/// Characters that are shown of a text that has no lines; what is longer was not meant to be read.
const LONGEST: usize = 1200;

/// The rows written so far.
pub(in crate::report) struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// An empty page of `width` columns; a screen below 40 is taken as one of 40.
    pub(in crate::report) fn new(width: usize) -> Page {
        Page { text: String::new(), width: width.max(40) }
    }

    /// The columns of a row.
    pub(in crate::report) fn width(&self) -> usize {
        self.width
    }

    /// Everything written.
    pub(in crate::report) fn into_text(self) -> String {
        self.text
    }

    /// One row as it is; blanks at its end are left out.
    pub(in crate::report) fn row(&mut self, row: impl AsRef<str>) {
        self.text.push_str(row.as_ref().trim_end());
        self.text.push('\n');
    }

    /// A blank row, unless the last one is blank or there is none.
    pub(in crate::report) fn gap(&mut self) {
        if !["", "\n"].contains(&self.text.as_str()) && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// `text`, made harmless, in as many rows as it takes, the first after `label` and the others below it.
    ///
    /// `label` is `columns` wide on the screen.
    pub(in crate::report) fn hanging(&mut self, label: &str, columns: usize, text: &str, style: Style) {
        let rows = escape::wrap(&escape::cut(&escape::one_line(text), LONGEST), self.width.saturating_sub(columns));
        for (index, row) in rows.iter().enumerate() {
            let row = styled(style, row);
            match index {
                0 => self.row(format!("{label}{row}")),
                _ => self.row(format!("{:columns$}{row}", "")),
            }
        }
    }
}
