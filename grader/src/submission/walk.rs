//! The files of a folder that an exercise asks for, by name alone: nothing is opened, no link is followed. What is in
//! them is `read`'s concern.

use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};
use walkdir::{DirEntry, WalkDir};

use super::{
    read::irregular,
    refusal::{FILES, NAMES, Refusal},
};
use crate::{Fault, course::Exercise};

/// The file patterns of an exercise.
pub(super) struct Patterns<'a> {
    files: Vec<Pattern>,
    given: &'a [String],
}

impl<'a> Patterns<'a> {
    /// # Errors
    /// A pattern of the course that is none, or that leads out of the exercise's folder.
    pub(super) fn of(exercise: &'a Exercise) -> Result<Patterns<'a>, Fault> {
        let parsed = exercise.files.iter().chain(&exercise.required).map(|text| parse(text));
        let files: Result<_, String> = parsed.collect();
        let toml = exercise.hidden.join("exercise.toml");
        Ok(Patterns { files: files.map_err(|problem| Fault::course(&toml, problem))?, given: &exercise.given })
    }

    fn take(&self, name: &str) -> bool {
        let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        self.files.iter().any(|pattern| pattern.matches_with(name, options))
    }

    /// The folders in which a file could match, each once: the part of a pattern before its first wildcard.
    fn roots(&self) -> Vec<PathBuf> {
        let mut roots: Vec<PathBuf> = self.files.iter().map(|pattern| root(pattern.as_str())).collect();
        roots.sort();
        roots.dedup();
        let all = roots.clone();
        roots.retain(|one| !all.iter().any(|other| other != one && one.starts_with(other)));
        roots
    }
}

/// The relative paths of the files under `folder` that match, sorted.
///
/// Hidden files and folders (`.git`, an editor's `.#lib.rs`) are passed over; so are given files, whatever they are.
pub(super) fn walk(folder: &Path, patterns: &Patterns) -> Result<Vec<String>, Refusal> {
    let mut names = Vec::new();
    let mut seen = 0;
    for root in patterns.roots() {
        refuse_links_on_the_way(folder, &root)?;
        let entries = WalkDir::new(folder.join(&root)).follow_root_links(false).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| wanted(entry, folder, patterns)) {
            let Some(entry) = there(entry, folder)? else { continue };
            seen += 1;
            if seen > NAMES {
                return Err(Refusal::TooManyNames);
            }
            names.extend(file(&entry, folder, patterns)?);
            if names.len() > FILES {
                return Err(Refusal::TooMany);
            }
        }
    }
    names.sort();
    Ok(names)
}

/// `src/**/*.rs` as a pattern that stays inside the folder.
fn parse(text: &str) -> Result<Pattern, String> {
    let inside = !text.starts_with('/') && text.split('/').all(|part| !part.is_empty() && part != ".." && part != ".");
    match Pattern::new(text) {
        Ok(pattern) if inside => Ok(pattern),
        Ok(_) => {
            Err(format!("`{text}` leads out of the exercise's folder: write a relative path without `.` and `..`"))
        }
        Err(error) => Err(format!("`{text}` is not a pattern of file names: {error}")),
    }
}

fn root(pattern: &str) -> PathBuf {
    let parts: Vec<&str> = pattern.split('/').collect();
    let plain = parts[..parts.len() - 1].iter().take_while(|part| !part.contains(['*', '?', '[']));
    plain.collect()
}

fn refuse_links_on_the_way(folder: &Path, root: &Path) -> Result<(), Refusal> {
    for ancestor in root.ancestors().filter(|ancestor| !ancestor.as_os_str().is_empty()) {
        if folder.join(ancestor).is_symlink() {
            return Err(Refusal::Link(ancestor.display().to_string()));
        }
    }
    Ok(())
}

fn wanted(entry: &DirEntry, folder: &Path, patterns: &Patterns) -> bool {
    let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let given = patterns.given.iter().any(|given| entry.path() == folder.join(given));
    !hidden && !given
}

/// The entry, unless its whole root is absent.
fn there(entry: walkdir::Result<DirEntry>, folder: &Path) -> Result<Option<DirEntry>, Refusal> {
    match entry {
        Ok(entry) => Ok(Some(entry)),
        Err(error) if error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound) => Ok(None),
        Err(error) => {
            let path = error.path().unwrap_or(folder);
            let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            Err(Refusal::Unreadable(relative(path, folder), reason))
        }
    }
}

/// The name of `entry` where it is a file that matches. What is neither a file nor a folder is refused, match or not.
fn file(entry: &DirEntry, folder: &Path, patterns: &Patterns) -> Result<Option<String>, Refusal> {
    let (file_type, name) = (entry.file_type(), relative(entry.path(), folder));
    if file_type.is_dir() {
        return Ok(None);
    }
    if !file_type.is_file() {
        return Err(irregular(file_type, &name));
    }
    match patterns.take(&name) {
        true if entry.path().to_str().is_none() && name.contains('\u{fffd}') => Err(Refusal::Name(name)),
        true => Ok(Some(name)),
        false => Ok(None),
    }
}

fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}
