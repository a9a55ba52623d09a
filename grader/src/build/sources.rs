//! What a program is made of: the submission's files, the files that are given, and our driver. How
//! they are compiled is `compile`'s concern.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use crate::{Fault, course::Exercise, submission::Submission};

/// All sources of one program, in memory.
pub(super) struct Sources {
    /// Relative path and content of each file that is laid out: the student's and the given ones.
    pub(super) laid: BTreeMap<String, Vec<u8>>,
    /// Path, relative to the folder of hidden checks, and content of each file that the driver may consist of.
    pub(super) ours: BTreeMap<String, Vec<u8>>,
    /// The folder of hidden checks.
    pub(super) hidden: PathBuf,
    /// The driver, relative to it.
    pub(super) driver: PathBuf,
    /// The driver of its scenarios, where the exercise is explored.
    pub(super) scenarios: Option<PathBuf>,
}

impl Sources {
    /// Reads all but the submission, which is in memory already. Given files win over the submission's.
    ///
    /// The driver may consist of `driver.rs` and of what lies in `driver/` beside it. Where the exercise is explored, the
    /// driver of its scenarios is `scenarios.rs`, with `scenarios/`.
    ///
    /// # Errors
    /// A file of ours is missing or cannot be read.
    pub(super) fn of(course_root: &Path, exercise: &Exercise, submission: &Submission) -> Result<Sources, Fault> {
        let folder = exercise.hidden.canonicalize().map_err(Fault::file("open", &exercise.hidden))?;
        let hidden = folder.parent().unwrap_or(&folder).to_owned();
        let drivers: &[&str] = if exercise.explored.is_some() { &["driver", "scenarios"] } else { &["driver"] };
        let mut paths = Vec::new();
        for driver in drivers {
            paths.extend(beside(&folder.join(driver))?);
            paths.push(folder.join(driver).with_extension("rs"));
        }
        let ours = paths.iter().map(|path| Ok((relative(path, &hidden), read(path)?))).collect::<Result<_, Fault>>()?;
        let folder = folder.strip_prefix(&hidden).unwrap_or(&folder);
        let scenarios = exercise.explored.is_some().then(|| folder.join("scenarios.rs"));
        let driver = folder.join("driver.rs");
        Ok(Sources { laid: laid(course_root, exercise, submission)?, ours, driver, scenarios, hidden: hidden.clone() })
    }

    /// Writes the files that are laid out below `folder`.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn lay(&self, folder: &Path) -> Result<(), Fault> {
        for (name, bytes) in &self.laid {
            let path = folder.join(name);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(Fault::file("create", parent))?;
            fs::write(&path, bytes).map_err(Fault::file("write", &path))?;
        }
        Ok(())
    }

    /// Whether `name` is a file that is laid out, and so one whose lines mean something to the student.
    pub(super) fn is_laid(&self, name: &str) -> bool {
        self.laid.contains_key(name)
    }
}

/// Our own copy of an exercise: the solution, which nobody edits while learning, otherwise the stub.
///
/// # Errors
/// There is neither.
pub fn clean_copy(course_root: &Path, stem: &str) -> Result<PathBuf, Fault> {
    let folders = ["solutions", "exercises"].map(|room| course_root.join(room).join(stem));
    let missing = format!("is missing, and so is solutions/{stem}: restore it from the course's repository");
    folders.iter().find(|folder| folder.is_dir()).cloned().ok_or_else(|| Fault::course(&folders[1], missing))
}

fn laid(course_root: &Path, exercise: &Exercise, submission: &Submission) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let files = submission.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes()));
    let mut laid: BTreeMap<String, Vec<u8>> = files.collect();
    for given in &exercise.given {
        let path = clean_copy(course_root, &exercise.stem)?.join(given);
        laid.insert(given.clone(), read(&path)?);
    }
    Ok(laid)
}

fn beside(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = WalkDir::new(folder).into_iter().collect::<Result<Vec<_>, _>>();
    let entries = entries.map_err(|error| Fault::file("list", folder)(error.into()))?;
    Ok(entries.into_iter().filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect())
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(Fault::file("read", path))
}

fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}
