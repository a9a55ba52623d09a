//! What an exploration depends on, as one number.

use crate::room::Room;
use anyhow::{Context, Result};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Of everything that all programs depend on.
pub(super) fn shared(room: &Room) -> Result<u64> {
    let mut files = Vec::new();
    for folder in ["grader/weave/src", "grader/weave-std/src", "book/programs/explore"] {
        collect(&room.repository.join(folder), &mut files)?;
    }
    for solution in folders(&room.repository.join("solutions"))? {
        let source = solution.join("src");
        if source.is_dir() {
            collect(&source, &mut files)?;
        }
    }
    let programs = room.book().join("programs");
    files.extend(
        ["Cargo.toml", "controlled/Cargo.toml", "src/lib.rs", "src/program.rs"].map(|file| programs.join(file)),
    );
    files.sort();
    of(&files)
}

/// Of one program, on top of what is shared.
pub(super) fn program(room: &Room, shared: u64, name: &str) -> Result<u64> {
    let file = room.book().join(format!("programs/src/{name}.rs"));
    let mut hasher = DefaultHasher::new();
    (shared, of(&[file])?).hash(&mut hasher);
    Ok(hasher.finish())
}

fn of(files: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = std::fs::read(file).with_context(|| format!("failed to read {}", file.display()))?;
        (file, bytes).hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = folder.read_dir().with_context(|| format!("failed to list {}", folder.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = folder.read_dir().with_context(|| format!("failed to list {}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => collect(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}
