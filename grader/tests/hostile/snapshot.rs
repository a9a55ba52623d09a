//! All that can be seen of a folder from outside, to compare it with what is seen later.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{ffi::OsStrExt, fs::MetadataExt},
    path::{Path, PathBuf},
};

use grader::submission::digest;
use walkdir::{DirEntry, WalkDir};

/// The names in a folder, with what is known of each.
pub struct Snapshot(BTreeMap<PathBuf, String>);

impl Snapshot {
    /// Looks at `folder` and all that is in it, but at nothing that cargo builds.
    pub fn of(folder: &Path) -> Snapshot {
        let entries = WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != "target");
        let entries = entries.map(|entry| entry.unwrap_or_else(|error| panic!("{error}")));
        Snapshot(entries.map(|entry| (entry.path().to_owned(), seen(&entry))).collect())
    }

    /// What is not in `now` as it is here, a line each.
    pub fn differences(&self, now: &Snapshot) -> Vec<String> {
        let mut all = Vec::new();
        for (path, before) in &self.0 {
            match now.0.get(path) {
                Some(after) if after == before => {}
                Some(after) => all.push(format!("{} was {before} and is {after}", path.display())),
                None => all.push(format!("{} is gone", path.display())),
            }
        }
        let new = now.0.keys().filter(|path| !self.0.contains_key(*path));
        all.extend(new.map(|path| format!("{} is new", path.display())));
        all
    }
}

fn seen(entry: &DirEntry) -> String {
    let data = entry.metadata().unwrap();
    let content = match entry.file_type() {
        kind if kind.is_file() => digest([("", fs::read(entry.path()).unwrap().as_slice())]),
        kind if kind.is_symlink() => digest([("", fs::read_link(entry.path()).unwrap().as_os_str().as_bytes())]),
        _ => String::new(),
    };
    let (size, links) = if data.is_dir() { (0, 0) } else { (data.len(), data.nlink()) };
    let when = (data.mtime(), data.mtime_nsec());
    format!("{:o} {}:{} {size} bytes {links} links {when:?} {content}", data.mode(), data.uid(), data.gid())
}
