//! Looks for changes, a few times a second: the number of files is small, and nothing has to be installed for it.

use super::Site;
use crate::build;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::PoisonError;
use std::thread;
use std::time::{Duration, SystemTime};

const PAUSE: Duration = Duration::from_millis(300);

/// What pages are made of.
const WATCHED: [&str; 7] = [
    "book/src",
    "book/data",
    "book/theme",
    "book/programs/src",
    "book/book.toml",
    "solutions",
    "grader/src/report/explain",
];

/// Makes the pages again when something has changed, for ever.
pub(super) fn watch(site: &Site) {
    let (mut seen, mut graded) = (sources(site), stamp(&site.room.progress()));
    loop {
        thread::sleep(PAUSE);
        let now = sources(site);
        if now != seen {
            seen = now;
            make(site);
        }
        let now = stamp(&site.room.progress());
        if now != graded {
            graded = now;
            site.graded();
        }
    }
}

fn make(site: &Site) {
    let made = {
        let _making = site.making.write().unwrap_or_else(PoisonError::into_inner);
        build::build(&site.room, true)
    };
    match made {
        Ok(()) => site.made(),
        Err(error) => {
            eprintln!("error: {error:#}");
            site.failed(format!("{error:#}"));
        }
    }
}

fn sources(site: &Site) -> u64 {
    let mut hasher = DefaultHasher::new();
    for path in WATCHED {
        note(&site.room.repository.join(path), &mut hasher);
    }
    hasher.finish()
}

fn note(path: &Path, hasher: &mut DefaultHasher) {
    if path.ends_with("target") || path.ends_with("node_modules") {
        return;
    }
    (path, stamp(path)).hash(hasher);
    let Ok(entries) = path.read_dir() else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        note(&path, hasher);
    }
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let file = std::fs::metadata(path).ok()?;
    Some((file.modified().ok()?, if file.is_file() { file.len() } else { 0 }))
}
