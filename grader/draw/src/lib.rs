//! Draws the threads and processes of a run as inline SVG: for how long everybody did what, from left to right ([`svg`] of a
//! [`Timeline`]), and what everybody did in order, from top to bottom ([`columns`] of a [`Schedule`]). Knows neither how they
//! were observed nor what is right. The colours are custom properties of the page (`--draw-…`, see [`STYLE`]), so that a
//! drawing follows its page into the dark, into forced colours and onto paper. Nothing is told by colour alone.

mod columns;
mod parts;
mod schedule;
mod svg;
mod text;
mod timeline;
mod words;

pub use columns::columns;
pub use parts::{picture, tick};
pub use schedule::{Picture, Schedule, Step, Waits};
pub use svg::svg;
pub use timeline::{Kind, Lane, Span, Timeline};
pub use words::{description, time};

/// How drawings look, for the style sheet of a page. The page has to give `--draw-ink`, `--draw-paper`, `--draw-thread`,
/// `--draw-process` and `--draw-mark`, and to let what holds a drawing scroll.
pub const STYLE: &str = include_str!("draw.css");
