//! The tests in Chromium, `tests/browser`, and finding what they need.

use crate::room::Room;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a browser is looked for, after the variable `CHROMIUM`.
const BROWSERS: [&str; 5] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
];

/// The browser of this machine.
#[must_use]
pub fn found() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.into_iter().chain(BROWSERS.map(PathBuf::from)).find(|browser| browser.is_file())
}

/// Opens every page of the built book; says why it does not where it cannot.
pub fn test(room: &Room) -> Result<()> {
    let Some(browser) = found() else {
        println!("SKIPPED in a browser: there is no Chromium here; install it, or name one in CHROMIUM");
        return Ok(());
    };
    if Command::new("node").arg("--version").output().is_err() {
        println!("SKIPPED in a browser: there is no node here; install node 20 or later");
        return Ok(());
    }
    let folder = room.book().join("tests/browser");
    install(&folder)?;
    let status =
        Command::new("node").arg("book.mjs").arg(room.built()).current_dir(&folder).env("CHROMIUM", browser).status();
    if !status.context("failed to start node")?.success() {
        bail!("the book does not hold in a browser: see the lines above that begin with FAIL");
    }
    Ok(())
}

/// Fetches what the lock file names, once.
fn install(folder: &Path) -> Result<()> {
    let lock = std::fs::read(folder.join("package-lock.json"))
        .context("failed to read book/tests/browser/package-lock.json")?;
    let stamp = folder.join("node_modules/.book-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let status = Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--silent"]).current_dir(folder).status();
    if !status.context("failed to start npm")?.success() {
        bail!("failed to install what book/tests/browser/package-lock.json names: call `npm ci` there, and see why");
    }
    std::fs::write(&stamp, lock).with_context(|| format!("failed to write {}", stamp.display()))
}
