//! `cargo book test`: everything that the text says, held to what is so.

use crate::room::Room;
use crate::{build, cargo, links, mistake, rules};
use anyhow::{Context, Result, bail};

/// Tests the book, one step after the other; the first that fails ends it.
pub fn test(room: &Room) -> Result<()> {
    let mistakes = rules::check(room)?;
    if !mistakes.is_empty() {
        return Err(mistake::error(&mistakes));
    }
    println!("every block of Rust is compiled by a test");
    build::build(room, false)?;
    println!("{} links lead somewhere", links::check(room)?);
    doc_tests(room)
}

/// The blocks of Rust in the chapters, as doc tests of a crate.
fn doc_tests(room: &Room) -> Result<()> {
    let status = cargo::cargo(room, "test")
        .args(["--doc", "--package", "snippets"])
        .status()
        .context("failed to start cargo")?;
    if !status.success() {
        bail!("a block of Rust in a chapter fails its doc test: it is named above");
    }
    println!("the doc tests of the chapters pass");
    Ok(())
}
