//! What stands on the screen, row by row: a title, what the check has come to, a window into what it says, and the keys. Nothing is
//! written here.

use anstream::adapter::strip_str;

use super::{keys::Scroll, text::Text};
use crate::report::practice::{bar, fold, state_line};

/// The keys, in a row.
pub(super) const KEYS: &str = "Enter again  h hint  l list  t trace  r replay  n next  o open chapter  q quit";
/// The same while something stands in front of the check.
const ASIDE: &str = "Esc back  h next hint  l list  t trace  r replay  n next  q quit";
/// Rows that are not the window: two above, a rule, one below.
const AROUND: usize = 4;

/// What is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    title: String,
    pub(super) passed: String,
    pub(super) state: State,
    pub(super) check: Text,
    /// Something that a key has asked for, in front of it.
    pub(super) aside: Option<Text>,
    /// The check has ended behind it.
    pub(super) is_news: bool,
}

/// Whether the check goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum State {
    #[default]
    Checking,
    Done {
        passed: bool,
        verdict: String,
    },
}

impl Shown {
    /// A check that has just begun; `passed` says how many exercises have.
    pub(super) fn new(title: String, passed: String) -> Shown {
        Shown { title, passed, ..Shown::default() }
    }

    /// One more row of the check, for a screen of that width; its title stands above already.
    pub(super) fn said(&mut self, row: &str, width: usize) {
        if self.check.len() > 0 || strip_str(row).to_string() != self.title {
            fold(row, width).into_iter().for_each(|row| self.check.push(row));
        }
    }

    /// Shows the check again.
    pub(super) fn go_back(&mut self) {
        (self.aside, self.is_news) = (None, false);
    }

    pub(super) fn scroll(&mut self, scroll: Scroll, height: usize) {
        let window = window(height);
        let page = isize::try_from(window).unwrap_or(isize::MAX).saturating_sub(1);
        let by = match scroll {
            Scroll::Rows(rows) => rows,
            Scroll::Pages(pages) => pages.saturating_mul(page),
        };
        self.aside.as_mut().unwrap_or(&mut self.check).scroll(by, window);
    }

    /// Shows what was found rather than the list of checks above it, which the first blank row ends.
    pub(super) fn show_findings(&mut self, passed: bool, height: usize) {
        match passed {
            true => self.check.begin_with(|_| false, window(height)),
            false => self.check.begin_with(String::is_empty, window(height)),
        }
    }
}

fn window(height: usize) -> usize {
    height.saturating_sub(AROUND).max(1)
}

/// The rows of a screen of that size, with colours.
pub(super) fn rows(shown: &Shown, width: usize, height: usize) -> Vec<String> {
    let news = if shown.is_news { "new: " } else { "" };
    let rest = if shown.is_news { "; Esc shows it" } else { "" };
    let state = match &shown.state {
        State::Checking => state_line(None, "checking; save again, and it begins anew"),
        State::Done { passed, verdict } => {
            let told = match (verdict.is_empty(), passed) {
                (false, _) => verdict,
                (true, true) => "what can be tested here passes",
                (true, false) => "not yet",
            };
            state_line(Some(*passed), &format!("{news}{told}{rest}"))
        }
    };
    let text = shown.aside.as_ref().unwrap_or(&shown.check);
    let window = window(height);
    let body = text.shown(window);
    let mut rows = vec![bar(&shown.title, &format!("{} passed", shown.passed), width), state];
    rows.extend(body.iter().cloned());
    // What a key has asked for may take a while.
    rows.extend(shown.aside.iter().filter(|aside| aside.len() == 0).map(|_| "one moment".to_owned()));
    rows.resize(window + 2, String::new());
    let last = text.first + body.len();
    let more = match body.len() < text.len() {
        true => format!("rows {} to {last} of {}: arrow keys, Space", text.first + 1, text.len()),
        false => String::new(),
    };
    rows.push(bar("", &more, width));
    rows.push(if shown.aside.is_some() { ASIDE } else { KEYS }.to_owned());
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(shown: &Shown) -> String {
        let rows = rows(shown, 80, 12);
        assert_eq!(rows.len(), 12);
        let rows: Vec<String> = rows.iter().map(|row| strip_str(row).to_string()).collect();
        assert!(rows.iter().all(|row| row.chars().count() <= 80), "{rows:#?}");
        rows.join("\n")
    }

    #[test]
    fn a_screen_has_its_title_a_window_and_the_keys() {
        let mut shown = Shown::new("ex01_thread  Spawn a thread and join it".into(), "2 of 14".into());
        shown.check.push("  PASS  compiles".into());
        let checking = plain(&shown);
        for row in ["", "  not-joined: the main thread waits by joining", "    --> src/lib.rs:5"] {
            shown.check.push(row.into());
        }
        (0..20).for_each(|row| shown.check.push(format!("    row {row}")));
        shown.state = State::Done { passed: false, verdict: "not-joined, 3 of 10 points".into() };
        shown.show_findings(false, 12);
        let done = plain(&shown);
        shown.aside = Some(Text::of("ex01  hint 1 of 3"));
        let aside = plain(&shown);
        shown.is_news = true;
        let news = plain(&shown);
        shown.go_back();
        assert_eq!(plain(&shown), done);
        insta::assert_snapshot!("screens", format!("{checking}\n\n{done}\n\n{aside}\n\n{news}"));
    }
}
