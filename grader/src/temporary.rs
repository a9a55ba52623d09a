//! Folders among the system's temporary files. Each is gone when nobody uses it any more; if the grader was killed, when the
//! next grader makes its first one.

use std::{
    env,
    fs::{self, DirEntry, File},
    io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::Once,
    time::Duration,
};

use nix::unistd::geteuid;
use tempfile::TempDir;

/// What the names of all of them begin with. Whoever has it is removed some day: it is to be no name that anybody would give.
const PREFIX: &str = ".forkjoin-temporary-";
/// A folder is locked as soon as it is made. One that is younger is left alone: its owner may not have come to that yet.
const YOUNG: Duration = Duration::from_secs(60);

/// A folder for a while, gone when it is dropped.
#[derive(Debug)]
pub struct Temporary {
    folder: TempDir,
    /// Locked while somebody uses the folder: the kernel unlocks it however that ends.
    _lock: File,
}

impl Temporary {
    /// Makes a folder; `kind` is a part of its name. The first call removes what graders have left that were killed.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(kind: &str) -> io::Result<Temporary> {
        static SWEPT: Once = Once::new();
        let place = env::temp_dir();
        SWEPT.call_once(|| sweep(&place));
        Temporary::within(&place, kind)
    }

    fn within(place: &Path, kind: &str) -> io::Result<Temporary> {
        let folder = tempfile::Builder::new().prefix(&format!("{PREFIX}{kind}-")).tempdir_in(place)?;
        let lock = File::open(folder.path())?;
        // Where the file system knows no locks, what is left behind stays.
        let _ = lock.try_lock();
        Ok(Temporary { folder, _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Best effort: what cannot be removed now is removed later.
fn sweep(place: &Path) {
    for left in fs::read_dir(place).into_iter().flatten().flatten().filter_map(left_behind) {
        let _ = fs::remove_dir_all(left);
    }
}

/// A folder of ours that nobody uses.
fn left_behind(entry: DirEntry) -> Option<PathBuf> {
    let is_named_so = entry.file_name().to_str()?.starts_with(PREFIX);
    // Not that of what a link leads to.
    let metadata = entry.metadata().ok().filter(|_| is_named_so)?;
    let is_old = metadata.modified().ok()?.elapsed().is_ok_and(|age| age > YOUNG);
    let is_ours = metadata.is_dir() && metadata.uid() == geteuid().as_raw();
    let path = entry.path();
    (is_ours && is_old && File::open(&path).ok()?.try_lock().is_ok()).then_some(path)
}

#[cfg(test)]
mod tests {
    use std::{os::unix::fs::symlink, time::SystemTime};

    use super::*;

    /// As if it had been made long ago.
    fn aged(path: &Path) {
        File::open(path).unwrap().set_modified(SystemTime::now() - 2 * YOUNG).unwrap();
    }

    #[test]
    fn what_a_killed_grader_left_is_removed_and_nothing_else_is() {
        let place = TempDir::new().unwrap();
        let in_use = Temporary::within(place.path(), "run").unwrap();
        let [killed, young, other, course, target] =
            [".forkjoin-temporary-run-a", ".forkjoin-temporary-run-b", "somebody-else", "forkjoin-2026", "target"]
                .map(|name| place.path().join(name));
        for folder in [&killed, &young, &other, &course, &target] {
            fs::create_dir(folder).unwrap();
        }
        fs::write(killed.join("file"), "").unwrap();
        let link = place.path().join(".forkjoin-temporary-run-link");
        symlink(&target, &link).unwrap();
        for folder in [in_use.path(), &killed, &other, &course, &target] {
            aged(folder);
        }
        sweep(place.path());
        assert!(!killed.exists());
        for kept in [in_use.path(), &young, &other, &course, &target, &link] {
            assert!(kept.exists(), "{}", kept.display());
        }
        let path = in_use.path().to_owned();
        drop(in_use);
        assert!(!path.exists());
    }
}
