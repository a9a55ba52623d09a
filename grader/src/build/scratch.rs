//! Where builds are kept and where they are made. What is put there is `cache`'s and `compile`'s concern.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

use crate::Fault;

/// A work folder that is older belongs to a run that was interrupted.
const STALE: Duration = Duration::from_secs(3600);

/// How many MB of builds are kept unless `FORKJOIN_CACHE_MB` tells. A build weighs 5 MB, or 8 where schedules are explored;
/// a student's fourteen that are made together weigh 19 MB.
const CACHE_MB: u64 = 2000;

/// The folder in which the grader may write: `target/grader` of the course, or `FORKJOIN_SCRATCH`.
pub(super) struct Scratch {
    root: PathBuf,
    /// How many bytes of builds are kept.
    bound: u64,
    /// By its real path, which what is kept there speaks of: it may be shared by a link, and links come and go.
    kit: PathBuf,
}

impl Scratch {
    /// # Errors
    /// The folder cannot be made, or `FORKJOIN_CACHE_MB` is no number.
    pub(super) fn open(course_root: &Path) -> Result<Scratch, Fault> {
        let root = match env::var_os("FORKJOIN_SCRATCH") {
            Some(path) if !path.is_empty() => PathBuf::from(path),
            _ => course_root.join("target/grader"),
        };
        for room in ["builds", "kit", "work"] {
            let path = root.join(room);
            fs::create_dir_all(&path).map_err(Fault::file("create", &path))?;
        }
        let real = |path: &Path| path.canonicalize().map_err(Fault::file("open", path));
        let bound = bound(env::var_os("FORKJOIN_CACHE_MB"))?;
        Ok(Scratch { root: real(&root)?, bound, kit: real(&root.join("kit"))? })
    }

    /// How many bytes of finished builds are kept.
    pub(super) fn bound(&self) -> u64 {
        self.bound
    }

    /// Where finished builds are kept, each in a folder named after its digest.
    pub(super) fn builds(&self) -> PathBuf {
        self.root.join("builds")
    }

    /// Where the crates that submissions may use are built.
    pub(super) fn kit(&self) -> &Path {
        &self.kit
    }

    /// A new folder to work in, on the same file system as the rest, gone when it is dropped. What interrupted runs have
    /// left behind is removed on the way.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub(super) fn work(&self) -> Result<TempDir, Fault> {
        let work = self.root.join("work");
        sweep(&work);
        tempfile::Builder::new().prefix("build-").tempdir_in(&work).map_err(Fault::file("create a folder in", &work))
    }
}

/// In bytes, from what the environment says in MB.
fn bound(told: Option<OsString>) -> Result<u64, Fault> {
    let Some(told) = told.filter(|told| !told.is_empty()) else { return Ok(CACHE_MB * 1_000_000) };
    let megabytes = told.to_str().and_then(|told| told.parse::<u64>().ok());
    let wrong = || Fault::setting("FORKJOIN_CACHE_MB", &told, "say how many MB of builds to keep, such as 2000");
    megabytes.map(|megabytes| megabytes.saturating_mul(1_000_000)).ok_or_else(wrong)
}

/// Best effort: what cannot be removed now is removed later.
fn sweep(work: &Path) {
    for entry in fs::read_dir(work).into_iter().flatten().flatten() {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
        if age.is_some_and(|age| age > STALE) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_is_kept_can_be_told() {
        assert_eq!(bound(None).unwrap(), 2_000_000_000);
        assert_eq!(bound(Some("".into())).unwrap(), 2_000_000_000);
        assert_eq!(bound(Some("16".into())).unwrap(), 16_000_000);
        for wrong in ["-1", "2 GB", "much"] {
            let fault = bound(Some(wrong.into())).unwrap_err().to_string();
            assert!(fault.contains("FORKJOIN_CACHE_MB") && fault.contains(wrong), "{fault}");
        }
    }

    #[test]
    fn crates_that_are_shared_by_a_link_are_known_by_where_they_are() {
        let (course, shared) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        fs::create_dir_all(course.path().join("target/grader")).unwrap();
        std::os::unix::fs::symlink(shared.path(), course.path().join("target/grader/kit")).unwrap();
        assert_eq!(Scratch::open(course.path()).unwrap().kit(), shared.path().canonicalize().unwrap());
    }

    #[test]
    fn what_an_interrupted_run_left_is_removed_and_what_is_in_use_is_kept() {
        let course = TempDir::new().unwrap();
        let scratch = Scratch::open(course.path()).unwrap();
        let old = scratch.work().unwrap().keep();
        let long_ago = SystemTime::now() - STALE - Duration::from_secs(60);
        fs::File::open(&old).unwrap().set_modified(long_ago).unwrap();
        let in_use = scratch.work().unwrap();
        let _third = scratch.work().unwrap();
        assert!(!old.exists());
        assert!(in_use.path().exists());
    }
}
