//! `cargo book test`: everything that the text says, held to what is so.

use crate::room::Room;
use crate::{blessed, browser, build, cargo, links, mistake, rules};
use anyhow::{Context, Result, bail};

/// Tests the book, one step after the other; the first that fails ends it.
pub fn test(room: &Room, in_browser: bool) -> Result<()> {
    let mistakes = rules::check(room)?;
    if !mistakes.is_empty() {
        return Err(mistake::error(&mistakes));
    }
    println!("every block of Rust is compiled by a test");
    build::build(room, false)?;
    println!("{} links lead somewhere", links::check(room)?);
    println!("{}", weight(room)?);
    doc_tests(room)?;
    blessed::compare(room)?;
    if in_browser { browser::test(room) } else { Ok(()) }
}

/// The blocks of Rust in the chapters, as doc tests of a crate.
fn doc_tests(room: &Room) -> Result<()> {
    let output = cargo::cargo(room, "test")
        .args(["--doc", "--package", "snippets"])
        .output()
        .context("failed to start cargo")?;
    if !output.status.success() {
        let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        bail!("a block of Rust in a chapter fails its doc test:\n{}", told.trim_end());
    }
    println!("the doc tests of the chapters pass");
    Ok(())
}

/// Bytes of our own scripts, at most.
const SCRIPTS: u64 = 30 * 1024;

/// Our own scripts stay small.
fn weight(room: &Room) -> Result<String> {
    let theme = room.book().join("theme");
    let entries = theme.read_dir().with_context(|| format!("failed to list {}", theme.display()))?;
    let scripts = entries.flatten().filter(|entry| entry.path().extension().is_some_and(|extension| extension == "js"));
    let bytes: u64 = scripts.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum();
    if bytes > SCRIPTS {
        bail!("book/theme: the scripts are {bytes} bytes, and may be {SCRIPTS}: take something away");
    }
    Ok(format!("the scripts of the book are {bytes} bytes"))
}
