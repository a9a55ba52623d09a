//! Finished builds, kept by what they were made of. What a digest covers is `compile`'s concern.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde::{Deserialize, Serialize};

use super::{
    job::Programs,
    program::{Build, InUse, Program, Warning},
    scratch::Scratch,
};
use crate::{Fault, judge::Finding};

/// The name of what is known about a build, in its folder.
const ENTRY: &str = "build.json";

#[derive(Serialize, Deserialize)]
struct Entry {
    refused: Option<Box<Finding>>,
    warnings: Vec<Warning>,
    /// What is driven, unless it is refused.
    driver: Option<Executable>,
    /// What explores, where there is such a thing.
    scenarios: Option<Executable>,
}

/// A program that lies beside the entry.
#[derive(Serialize, Deserialize)]
struct Executable {
    /// It may know by it which of several it is.
    name: String,
    /// By its size one that was cut short is known.
    bytes: u64,
}

/// The build of that digest, where it was made before and is whole.
pub(super) fn look_up(scratch: &Scratch, digest: &str) -> Option<Build> {
    let folder = scratch.builds().join(digest);
    let file = File::open(folder.join(ENTRY)).ok()?;
    // Before anything is looked at: from here on it stays.
    file.lock_shared().ok()?;
    let entry: Entry = serde_json::from_reader(io::BufReader::new(&file)).ok()?;
    let _ = file.set_modified(SystemTime::now()); // used today; no harm where it cannot be said
    if let Some(finding) = entry.refused {
        return Some(Build::Refused(finding));
    }
    let whole = |Executable { name, bytes }: Executable| {
        let path = folder.join(name);
        fs::metadata(&path).is_ok_and(|metadata| metadata.len() == bytes).then_some(path)
    };
    let program = whole(entry.driver?)?;
    let scenarios = match entry.scenarios {
        Some(scenarios) => Some(whole(scenarios)?),
        None => None,
    };
    let (digest, warnings, in_use) = (digest.to_owned(), entry.warnings, InUse::locked(file));
    Some(Build::Ready(Program { program, scenarios, digest, warnings, in_use }))
}

/// Keeps the programs of one build; gives them back from where they will stay.
///
/// The folder appears under its name in one step, whole or not at all. When another process has put the same build there
/// in the meantime, that one is used.
///
/// # Errors
/// A file cannot be written.
pub(super) fn keep(
    scratch: &Scratch,
    digest: &str,
    programs: &Programs,
    warnings: Vec<Warning>,
) -> Result<Build, Fault> {
    let executable = |path: &PathBuf| {
        let bytes = fs::metadata(path).map_err(Fault::file("read", path))?.len();
        Ok(Executable { name: name(path), bytes })
    };
    let driver = Some(executable(&programs.driver)?);
    let scenarios = programs.scenarios.as_ref().map(executable).transpose()?;
    store(scratch, digest, Some(programs), &Entry { refused: None, warnings, driver, scenarios })
}

/// Keeps a refusal.
///
/// # Errors
/// A file cannot be written.
pub(super) fn keep_refusal(scratch: &Scratch, digest: &str, finding: Finding) -> Result<Build, Fault> {
    let entry = Entry { refused: Some(Box::new(finding)), warnings: Vec::new(), driver: None, scenarios: None };
    store(scratch, digest, None, &entry)
}

fn store(scratch: &Scratch, digest: &str, programs: Option<&Programs>, entry: &Entry) -> Result<Build, Fault> {
    let (work, builds) = (scratch.work()?, scratch.builds());
    let (made, kept) = (work.path().join(digest), builds.join(digest));
    fs::create_dir(&made).map_err(Fault::file("create", &made))?;
    for program in programs.into_iter().flat_map(|programs| [&programs.driver].into_iter().chain(&programs.scenarios)) {
        fs::rename(program, made.join(name(program))).map_err(Fault::file("move", program))?;
    }
    let json = serde_json::to_vec(entry).map_err(|error| Fault::file("write", &made)(error.into()))?;
    fs::write(made.join(ENTRY), json).map_err(Fault::file("write", &made))?;
    put(&made, &kept, || look_up(scratch, digest).is_some()).map_err(Fault::file("create", &kept))?;
    look_up(scratch, digest).ok_or_else(|| Fault::course(&kept, "was removed while it was made: run the grader again"))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Renames `made` to `kept`. What is there already stays when it `is_whole`, and makes room when it is not.
fn put(made: &Path, kept: &Path, is_whole: impl Fn() -> bool) -> io::Result<()> {
    match fs::rename(made, kept) {
        Err(_) if is_whole() => Ok(()),
        Err(_) if kept.exists() => {
            fs::rename(kept, made.with_extension("broken"))?;
            fs::rename(made, kept).or_else(|error| if is_whole() { Ok(()) } else { Err(error) })
        }
        result => result,
    }
}

/// Removes builds of the course where there are more than are to be kept. Best effort: where the folder cannot even be opened,
/// there is nothing to remove.
pub fn make_room(course_root: &Path) {
    if let Ok(scratch) = Scratch::open(course_root) {
        trim(&scratch.builds(), scratch.bound());
    }
}

/// Removes builds until the rest takes at most `bound` bytes, those that were not used for the longest time first, and none
/// that is in use. Best effort: what cannot be removed now is removed later.
fn trim(builds: &Path, bound: u64) {
    let folders = fs::read_dir(builds).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut kept: Vec<(SystemTime, u64, PathBuf)> = folders.filter_map(weighed).collect();
    let mut bytes: u64 = kept.iter().map(|(_, bytes, _)| bytes).sum();
    kept.sort();
    for (_, weight, folder) in kept {
        if bytes <= bound {
            break;
        }
        let lock = File::open(folder.join(ENTRY)).map(|entry| entry.try_lock().is_ok().then_some(entry));
        if let Ok(Some(_unused)) = lock
            && fs::remove_dir_all(&folder).is_ok()
        {
            bytes -= weight;
        }
    }
}

/// When the build in a folder was last used, and how many bytes it takes: of a program that other builds have too, its share.
fn weighed(folder: PathBuf) -> Option<(SystemTime, u64, PathBuf)> {
    let used = fs::metadata(folder.join(ENTRY)).and_then(|metadata| metadata.modified()).ok()?;
    let share = |file: fs::Metadata| file.len() / file.nlink().max(1);
    let files = fs::read_dir(&folder).ok()?.flatten().filter_map(|file| file.metadata().ok());
    Some((used, files.map(share).sum(), folder))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::judge::Verdict;

    fn scratch() -> (tempfile::TempDir, Scratch) {
        let course = tempfile::TempDir::new().unwrap();
        let scratch = Scratch::open(course.path()).unwrap();
        (course, scratch)
    }

    fn program(scratch: &Scratch, content: &str) -> Programs {
        let folder = scratch.work().unwrap().keep();
        let written = |name: &str| {
            fs::write(folder.join(name), content).unwrap();
            folder.join(name)
        };
        Programs { driver: written("made"), scenarios: Some(written("explores")) }
    }

    #[test]
    fn what_is_kept_is_found_again() {
        let (_course, scratch) = scratch();
        assert_eq!(look_up(&scratch, "a"), None);
        let kept = keep(&scratch, "a", &program(&scratch, "one"), Vec::new()).unwrap();
        assert_eq!(look_up(&scratch, "a"), Some(kept));
        let finding = Finding::new(Verdict::DoesNotCompile, "no");
        let refused = keep_refusal(&scratch, "b", finding.clone()).unwrap();
        assert_eq!(look_up(&scratch, "b"), Some(refused.clone()));
        assert_eq!(refused, Build::Refused(Box::new(finding)));
    }

    #[test]
    fn the_first_of_two_processes_wins_and_both_get_its_program() {
        let (_course, scratch) = scratch();
        let first = keep(&scratch, "a", &program(&scratch, "one"), Vec::new()).unwrap();
        let second = keep(&scratch, "a", &program(&scratch, "other"), Vec::new()).unwrap();
        assert_eq!(first, second);
        let Build::Ready(program) = second else { panic!() };
        assert_eq!(fs::read_to_string(program.program).unwrap(), "one");
    }

    #[test]
    fn an_entry_that_is_not_whole_is_made_anew() {
        for (file, content) in [("made", "on"), ("explores", "on"), (ENTRY, "{")] {
            let (_course, scratch) = scratch();
            keep(&scratch, "a", &program(&scratch, "one"), Vec::new()).unwrap();
            fs::write(scratch.builds().join("a").join(file), content).unwrap();
            assert_eq!(look_up(&scratch, "a"), None);
            assert!(matches!(keep(&scratch, "a", &program(&scratch, "two"), Vec::new()), Ok(Build::Ready(_))));
            assert_eq!(fs::read_to_string(scratch.builds().join("a").join("made")).unwrap(), "two");
        }
    }

    #[test]
    fn what_was_not_used_for_the_longest_time_makes_room() {
        let (_course, scratch) = scratch();
        for (name, hours) in [("older", 2), ("oldest", 3), ("new", 0)] {
            keep(&scratch, name, &program(&scratch, name), Vec::new()).unwrap();
            let entry = File::open(scratch.builds().join(name).join(ENTRY)).unwrap();
            entry.set_modified(SystemTime::now() - Duration::from_secs(3600 * hours)).unwrap();
        }
        let there = || ["new", "older", "oldest"].map(|name| scratch.builds().join(name).exists());
        let bytes = |name: &str| weighed(scratch.builds().join(name)).unwrap().1;
        let all: u64 = ["new", "older", "oldest"].map(bytes).iter().sum();
        trim(&scratch.builds(), all);
        assert_eq!(there(), [true, true, true]);
        trim(&scratch.builds(), all - 1);
        assert_eq!(there(), [true, true, false]);
        trim(&scratch.builds(), 0);
        assert_eq!(there(), [false, false, false]);
    }

    #[test]
    fn a_program_that_several_builds_share_weighs_once() {
        let (_course, scratch) = scratch();
        let one = program(&scratch, "one");
        let name = |name: &str| one.driver.with_file_name(name);
        fs::hard_link(&one.driver, name("other")).unwrap();
        let shared = |driver| Programs { driver, scenarios: None };
        keep(&scratch, "a", &shared(one.driver.clone()), Vec::new()).unwrap();
        let weight = |entry: &str| {
            let folder = scratch.builds().join(entry);
            weighed(folder.clone()).unwrap().1 - fs::metadata(folder.join(ENTRY)).unwrap().len()
        };
        assert_eq!(weight("a"), 1);
        keep(&scratch, "b", &shared(name("other")), Vec::new()).unwrap();
        fs::remove_dir_all(scratch.builds().join("a")).unwrap();
        assert_eq!(weight("b"), 3);
    }

    #[test]
    fn what_is_in_use_is_kept_until_nobody_uses_it() {
        let (_course, scratch) = scratch();
        keep(&scratch, "a", &program(&scratch, "a"), Vec::new()).unwrap();
        let in_use = look_up(&scratch, "a").unwrap();
        let also = in_use.clone();
        trim(&scratch.builds(), 0);
        drop(in_use);
        trim(&scratch.builds(), 0);
        assert!(look_up(&scratch, "a").is_some());
        drop(also);
        trim(&scratch.builds(), 0);
        assert_eq!(look_up(&scratch, "a"), None);
    }
}
