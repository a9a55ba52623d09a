//! Building the pages.

use crate::preprocess::Course;
use crate::room::Room;
use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use std::time::Instant;

/// Builds all pages, and tells where they are.
pub fn build(room: &Room, serving: bool) -> Result<()> {
    let began = Instant::now();
    load(room, serving)?.build().context("failed to build the book")?;
    println!("built {} in {} ms", shown(room), began.elapsed().as_millis());
    Ok(())
}

/// The book as mdBook sees it, with our preprocessor in process.
pub fn load(room: &Room, serving: bool) -> Result<MDBook> {
    let mut book = MDBook::load(room.book()).context("failed to load the book")?;
    // In place of the program of the same name in book.toml.
    book.with_preprocessor(Course { serving });
    Ok(book)
}

fn shown(room: &Room) -> String {
    let index = room.built().join("index.html");
    index.strip_prefix(&room.repository).unwrap_or(&index).display().to_string()
}
