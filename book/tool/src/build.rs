//! Building the pages.

use crate::preprocess::Course;
use crate::room::Room;
use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use std::path::Path;
use std::time::Instant;

/// Builds all pages, and tells where they are.
pub fn build(room: &Room, serving: bool) -> Result<()> {
    let began = Instant::now();
    load(room, serving)?.build().context("failed to build the book")?;
    let pages = if serving { room.served() } else { room.built() };
    println!("built {} in {} ms", shown(room, &pages), began.elapsed().as_millis());
    Ok(())
}

/// The book as mdBook sees it, with our preprocessor in process.
pub fn load(room: &Room, serving: bool) -> Result<MDBook> {
    let mut book = MDBook::load(room.book()).context("failed to load the book")?;
    if serving {
        // Pages with links into the reader's own folders are not to be mixed up with those that are published.
        book.config.build.build_dir = room.served();
    }
    // In place of the program of the same name in book.toml.
    book.with_preprocessor(Course { serving });
    Ok(book)
}

fn shown(room: &Room, pages: &Path) -> String {
    let index = pages.join("index.html");
    index.strip_prefix(&room.repository).unwrap_or(&index).display().to_string()
}
