//! The colours. None of them carries a meaning that the words beside it do not.

use anstyle::{AnsiColor, Style};

/// Titles.
pub(in crate::report) const TITLE: Style = Style::new().bold();
/// What may be passed over.
pub(in crate::report) const DIM: Style = Style::new().dimmed();
/// `PASS`.
pub(in crate::report) const PASS: Style = AnsiColor::Green.on_default().bold();
/// `FAIL`, and the lines to blame.
pub(in crate::report) const FAIL: Style = AnsiColor::Red.on_default().bold();
/// `SKIP` and `NONE`.
pub(in crate::report) const SKIP: Style = AnsiColor::Yellow.on_default().bold();
/// `FAULT`.
pub(in crate::report) const FAULT: Style = AnsiColor::Magenta.on_default().bold();
/// Paths that can be clicked on.
pub(in crate::report) const PATH: Style = AnsiColor::Cyan.on_default();
/// Code.
pub(in crate::report) const CODE: Style = AnsiColor::Cyan.on_default();

/// `text` in that style.
pub(in crate::report) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
