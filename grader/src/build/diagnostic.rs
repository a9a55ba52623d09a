//! The compiler's messages as data (`--error-format=json`). What a student is told of them is `refusal`'s concern.

use serde::Deserialize;

use super::program::Warning;
use crate::judge::Place;

/// One message of the compiler, or a note that belongs to one.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Diagnostic {
    pub(super) message: String,
    #[serde(default)]
    code: Option<Code>,
    level: String,
    #[serde(default)]
    pub(super) spans: Vec<Span>,
    #[serde(default)]
    pub(super) children: Vec<Diagnostic>,
    /// The whole, as it is printed.
    #[serde(default)]
    pub(super) rendered: Option<String>,
}

/// A stretch of source.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Span {
    pub(super) file_name: String,
    line_start: u32,
    pub(super) is_primary: bool,
    #[serde(default)]
    text: Vec<Line>,
    #[serde(default)]
    expansion: Option<Box<Expansion>>,
}

#[derive(Debug, Clone, Deserialize)]
struct Code {
    code: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Line {
    text: String,
    highlight_start: usize,
    highlight_end: usize,
}

#[derive(Debug, Clone, Deserialize)]
struct Expansion {
    span: Span,
}

/// All messages of one call.
#[derive(Debug, Default)]
pub(super) struct Diagnostics {
    pub(super) errors: Vec<Diagnostic>,
    pub(super) warnings: Vec<Diagnostic>,
    /// Lines that are no messages: what a crash leaves.
    pub(super) rest: Vec<String>,
}

impl Diagnostics {
    /// Reads what the compiler wrote, one JSON value a line. A line that was cut off counts as rest.
    pub(super) fn read(messages: &str) -> Diagnostics {
        let mut all = Diagnostics::default();
        for line in messages.lines() {
            match serde_json::from_str::<Diagnostic>(line) {
                Ok(one) if one.is_error() => all.errors.push(one),
                Ok(one) if one.level == "warning" && !one.spans.is_empty() => all.warnings.push(one),
                Ok(_) => {}
                Err(_) => all.rest.push(line.to_owned()),
            }
        }
        all
    }

    /// At most 100 of the warnings, as they are kept.
    pub(super) fn warnings(&self, is_theirs: impl Fn(&str) -> bool) -> Vec<Warning> {
        let warning = |one: &Diagnostic| Warning { message: one.message.clone(), place: one.place(&is_theirs) };
        self.warnings.iter().map(warning).take(100).collect()
    }
}

impl Diagnostic {
    /// `E0308`, `unsafe_code`; empty where there is none.
    pub(super) fn code(&self) -> &str {
        self.code.as_ref().map_or("", |code| &code.code)
    }

    /// This message's spans, then those of its notes.
    pub(super) fn all_spans(&self) -> impl Iterator<Item = &Span> {
        self.spans.iter().chain(self.children.iter().flat_map(|child| &child.spans))
    }

    /// The first line of a file that `is_theirs`: where the message points at, else where a note does.
    pub(super) fn place(&self, is_theirs: impl Fn(&str) -> bool) -> Option<Place> {
        let primary = self.spans.iter().filter(|span| span.is_primary);
        primary.chain(self.all_spans()).find_map(|span| span.place(&is_theirs))
    }

    fn is_error(&self) -> bool {
        self.level.starts_with("error") && !self.message.starts_with("aborting due to ")
    }
}

impl Span {
    /// What is underlined in its first line.
    pub(super) fn underlined(&self) -> String {
        let Some(line) = self.text.first() else { return String::new() };
        let length = line.highlight_end.saturating_sub(line.highlight_start);
        line.text.chars().skip(line.highlight_start.saturating_sub(1)).take(length).collect()
    }

    /// Its line, or the line that called the macro that it is in.
    pub(super) fn place(&self, is_theirs: &impl Fn(&str) -> bool) -> Option<Place> {
        match is_theirs(&self.file_name) {
            true => Some(Place { file: self.file_name.clone(), line: self.line_start }),
            false => self.expansion.as_ref()?.span.place(is_theirs),
        }
    }
}
