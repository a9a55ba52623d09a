//! What a run has written to disk: in the folders that it may write to, and in files that it holds open, or in its memory,
//! after it has removed their names. That it can write nowhere else is the seal's concern.

use std::{
    collections::{HashMap, HashSet},
    env, fs,
    os::unix::{ffi::OsStrExt, fs::MetadataExt},
    path::PathBuf,
};

use nix::sys::stat::makedev;
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

    /// Whether no more than `most_mib` lies in the folders and in files without a name that these processes hold.
    pub fn holds(&self, processes: &HashSet<i32>, most_mib: u64) -> bool {
        let mut blocks = HashMap::new();
        let entries = self.folders.iter().flat_map(|folder| WalkDir::new(folder).follow_links(false));
        let files = entries.filter_map(|entry| entry.ok()?.metadata().ok()).take(ENTRIES + 1);
        blocks.extend(files.map(|file| ((file.dev(), file.ino()), file.blocks())));
        if blocks.len() > ENTRIES {
            return false;
        }
        for process in processes {
            for (file, size) in mapped(*process) {
                let known = blocks.entry(file).or_default();
                *known = size.max(*known);
            }
        }
        // What is known better is taken last.
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

/// The files without a name of which a process shares its mapping with others: nothing else tells how large they are.
fn mapped(process: i32) -> Vec<((u64, u64), u64)> {
    // A name of the run's need be no UTF-8.
    let maps = fs::read(format!("/proc/{process}/maps")).unwrap_or_default();
    String::from_utf8_lossy(&maps).lines().filter(|line| line.ends_with(" (deleted)")).filter_map(mapping).collect()
}

/// `7f00-8f00 rw-s 00000000 00:01 1037 /memfd:x (deleted)`: the file by device and inode, and the blocks that it may have.
fn mapping(line: &str) -> Option<((u64, u64), u64)> {
    let mut fields = line.split_whitespace();
    let (start, end) = fields.next()?.split_once('-')?;
    let shared = fields.next()?.ends_with('s');
    let (major, minor) = fields.nth(1)?.split_once(':')?;
    let inode = fields.next()?.parse().ok()?;
    let hex = |text| u64::from_str_radix(text, 16).ok();
    let size = hex(end)?.checked_sub(hex(start)?)?;
    shared.then_some(((makedev(hex(major)?, hex(minor)?), inode), size / BLOCK))
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

    #[test]
    fn a_mapping_tells_the_file_and_how_much_of_it_there_is() {
        let line = "7f0000000000-7f0001000000 rw-s 00000000 00:01 1037                       /memfd:x (deleted)";
        assert_eq!(mapping(line), Some(((1, 1037), (16 << 20) / BLOCK)));
        assert_eq!(mapping(&line.replace("rw-s", "rw-p")), None);
        assert_eq!(mapping("no mapping (deleted)"), None);
    }

    #[test]
    fn a_file_that_is_only_mapped_or_only_open_counts_like_one_that_has_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk { folders: vec![folder.path().to_owned()] };
        let us = HashSet::from([std::process::id() as i32]);
        assert!(disk.holds(&us, 1));
        fs::write(folder.path().join("file"), vec![1; 2 << 20]).unwrap();
        assert!(!disk.holds(&us, 1));
        let open = fs::File::open(folder.path().join("file")).unwrap();
        fs::remove_file(folder.path().join("file")).unwrap();
        assert!(!disk.holds(&us, 1));
        drop(open);
        assert!(disk.holds(&us, 1));
    }
}
