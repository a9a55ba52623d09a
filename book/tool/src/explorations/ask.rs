//! Asking for explorations: from the folder of what is known, or else from the program that explores.

use super::{Explored, digest};
use crate::cargo;
use crate::room::Room;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is found of each of these programs. Names of which there is no file are left out: the fence that has one tells.
pub fn explored(room: &Room, names: &BTreeSet<String>) -> Result<BTreeMap<String, Explored>> {
    let shared = digest::shared(room)?;
    let mut known = BTreeMap::new();
    let mut unknown = Vec::new();
    for name in names.iter().filter(|name| is_program(room, name)) {
        let file = room.cache().join(format!("{name}-{:016x}.json", digest::program(room, shared, name)?));
        match read(&file) {
            Some(explored) => drop(known.insert(name.clone(), explored)),
            None => unknown.push((name.clone(), file)),
        }
    }
    if !unknown.is_empty() {
        explore(room, &unknown, &mut known)?;
    }
    Ok(known)
}

/// Whether a program has that name. It becomes a part of a path.
fn is_program(room: &Room, name: &str) -> bool {
    let is_name = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    is_name && room.book().join(format!("programs/src/{name}.rs")).is_file()
}

fn read(file: &Path) -> Option<Explored> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

fn explore(room: &Room, unknown: &[(String, PathBuf)], known: &mut BTreeMap<String, Explored>) -> Result<()> {
    let names: Vec<&str> = unknown.iter().map(|(name, _)| name.as_str()).collect();
    eprintln!("exploring {}", names.join(", "));
    let mut command = cargo::run(room, "programs");
    let output = command.arg("explore").args(&names).output().context("failed to start cargo")?;
    if !output.status.success() {
        bail!("failed to explore {}:\n{}", names.join(", "), String::from_utf8_lossy(&output.stderr).trim_end());
    }
    std::fs::create_dir_all(room.cache()).with_context(|| format!("failed to make {}", room.cache().display()))?;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let explored: Explored = serde_json::from_str(line).context("failed to read what was explored")?;
        if let Some((_, file)) = unknown.iter().find(|(name, _)| *name == explored.program) {
            forget(room, &explored.program);
            std::fs::write(file, line).with_context(|| format!("failed to write {}", file.display()))?;
        }
        known.insert(explored.program.clone(), explored);
    }
    Ok(())
}

/// Removes what was found of an earlier state of the program.
fn forget(room: &Room, name: &str) {
    let Ok(entries) = room.cache().read_dir() else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.rsplit_once('-'));
        if stem.is_some_and(|(program, _)| program == name) {
            // One that stays is not read any more, only in the way.
            let _ = std::fs::remove_file(path);
        }
    }
}
