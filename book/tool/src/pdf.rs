//! `cargo book pdf`: the whole book on paper, printed by a browser.

use crate::room::Room;
use crate::{browser, build};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Prints the book.
pub fn pdf(room: &Room) -> Result<()> {
    let Some(browser) = browser::found() else {
        bail!("there is no Chromium here, which prints the book: install it, or name one in the variable CHROMIUM");
    };
    build::build(room, false)?;
    let profile = tempfile::tempdir().context("failed to make a folder for the browser")?;
    let file = room.built().join("forkjoin.pdf");
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--no-pdf-header-footer",
        "--disable-background-networking",
        "--generate-pdf-document-outline",
    ]);
    if is_root() {
        // As root, it runs with nothing else; what it opens is our own.
        command.arg("--no-sandbox");
    }
    command
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("--print-to-pdf={}", file.display()));
    command.arg(format!("file://{}", room.built().join("print.html").display()));
    let output = command.output().context("failed to start the browser")?;
    if !output.status.success() || !file.is_file() {
        bail!("the browser printed nothing:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    let bytes = std::fs::metadata(&file).map(|file| file.len()).unwrap_or_default();
    println!("printed {} ({} KB)", file.strip_prefix(&room.repository).unwrap_or(&file).display(), bytes / 1024);
    Ok(())
}

/// Whose folder this process has in /proc.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
