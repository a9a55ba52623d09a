//! Verdicts rendered for one reader: the terminal, JSON, Markdown. Nothing in here decides anything.

mod timeline;

pub use timeline::timeline;
