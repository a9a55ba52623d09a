//! One hint for a terminal, and what to do after it.

use super::super::{
    next::COMMAND,
    prose,
    terminal::{
        page::Page,
        style::{TITLE, styled},
    },
};

/// Hint number `number` (from 1) of `of`, for the exercise `package`, for a terminal of `width` columns, with colours.
pub fn hint(package: &str, title: &str, number: usize, of: usize, text: &str, width: usize) -> String {
    let mut page = Page::new(width);
    page.hanging("", 0, &format!("{package}  {title}: hint {number} of {of}"), TITLE);
    page.gap();
    let mut after = Page::new(width);
    after.gap();
    let (words, command) = match number < of {
        true => ("try it; if that is not enough:", format!("{COMMAND} hint {package}")),
        false => (
            "that was the last one. If you are still stuck, look at the solution:",
            format!("{COMMAND} solution {package} --anyway"),
        ),
    };
    after.hanging(&format!("{} ", styled(TITLE, "Next:")), 6, words, anstyle::Style::new());
    after.row(format!("      {command}"));
    format!("{}{}\n{}", page.into_text(), prose::terminal(text, width), after.into_text())
}
