//! What a run has written to disk: in the folders that it may write to, and in files that it holds open after it has removed
//! their names. That it can write nowhere else is the seal's concern.

use std::{
    collections::{HashMap, HashSet},
    env, fs,
    os::unix::{ffi::OsStrExt, fs::MetadataExt},
    path::PathBuf,
};

use walkdir::WalkDir;

use crate::sandbox::Plan;

/// Files and folders beyond which a run is ended, however small they are.
const ENTRIES: usize = 10_000;

/// Bytes in a block of [`MetadataExt::blocks`].
const BLOCK: u64 = 512;

/// The folders that a run may write to.
pub struct Disk {
    folders: Vec<PathBuf>,
}

impl Disk {
    /// Those of a plan; to be called in the working folder of the run.
    pub fn of(plan: &Plan) -> Disk {
        let own = plan.reach.folder.is_none().then(env::current_dir).and_then(Result::ok);
        Disk { folders: plan.reach.write.iter().cloned().chain(own).collect() }
    }

    /// By their real paths.
    pub(super) fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// Whether no more than `most_mib` lies in the folders and in removed files that these processes hold open.
    pub fn holds(&self, processes: &HashSet<i32>, most_mib: u64) -> bool {
        let mut blocks = HashMap::new();
        let entries = self.folders.iter().flat_map(|folder| WalkDir::new(folder).follow_links(false));
        let files = entries.filter_map(|entry| entry.ok()?.metadata().ok()).take(ENTRIES + 1);
        blocks.extend(files.map(|file| ((file.dev(), file.ino()), file.blocks())));
        if blocks.len() > ENTRIES {
            return false;
        }
        for process in processes {
            blocks.extend(removed(*process));
        }
        blocks.values().sum::<u64>() * BLOCK <= most_mib << 20
    }
}

/// The files that a process has open and that have no name any more.
fn removed(process: i32) -> impl Iterator<Item = ((u64, u64), u64)> {
    let open = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    open.filter_map(|entry| {
        let path = fs::read_link(entry.path()).ok()?;
        let path = path.as_os_str().as_bytes();
        let has_no_name = path.starts_with(b"/") && path.ends_with(b" (deleted)");
        let file = fs::metadata(entry.path()).ok().filter(|_| has_no_name)?;
        Some(((file.dev(), file.ino()), file.blocks()))
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn a_removed_file_counts_whatever_its_name_was() {
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"plain"[..], b"\xff", b"two words"] {
            let path = folder.path().join(OsStr::from_bytes(name));
            let file = fs::File::create(&path).unwrap();
            fs::remove_file(&path).unwrap();
            let number = file.metadata().unwrap().ino();
            assert!(removed(std::process::id() as i32).any(|((_, other), _)| other == number), "{path:?}");
        }
    }
}
