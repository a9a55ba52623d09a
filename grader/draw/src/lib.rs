//! Draws the threads and processes of a run as inline SVG. Knows neither how they were observed nor what is right: what is to
//! be drawn comes as a [`Timeline`], and the colours as custom properties of the page (`--draw-…`), so that a drawing follows
//! its page into the dark, into forced colours and onto paper. Nothing is told by colour alone.

mod parts;
mod svg;
mod timeline;
mod words;

pub use parts::{picture, tick};
pub use svg::svg;
pub use timeline::{Kind, Lane, Span, Timeline};
pub use words::description;
