//! What the book's fences become: one file each. Each takes the lines of the fence and gives a block of HTML, or Markdown that
//! mdBook goes on with.

mod answer;
mod chapter;
mod claims;
mod deadlock;
mod exercise;
mod interleave;
mod listing;
mod outcomes;
mod output;
mod plot;
mod possible;
mod predict;
mod schedule;
mod timeline;

pub use listing::TESTED;
pub use output::{Run, What, run_of};

use crate::book::{Book, Page};
use crate::fence::Block;
use crate::mistake::Told;

/// The names of the fences.
pub const KINDS: [&str; 13] = [
    "chapter",
    "claims",
    "deadlock",
    "exercise",
    "interleave",
    "listing",
    "outcomes",
    "output",
    "plot",
    "possible",
    "predict",
    "schedule",
    "timeline",
];

/// What a fence becomes.
pub fn render(block: &Block, page: &mut Page, book: &Book) -> Told<String> {
    let body = &block.body;
    match block.info.as_str() {
        "chapter" => chapter::render(body),
        "claims" => claims::render(body, book),
        "deadlock" => deadlock::render(body, page, book),
        "exercise" => exercise::render(body, page, book),
        "interleave" => interleave::render(body, page),
        "listing" => listing::render(body, book),
        "outcomes" => outcomes::render(body, book),
        "output" => output::render(body, book),
        "plot" => plot::render(body, page, book),
        "possible" => possible::render(body, page, book),
        "predict" => predict::render(body, page),
        "schedule" => schedule::render(body, page, book),
        _ => timeline::render(body, page, book),
    }
}
