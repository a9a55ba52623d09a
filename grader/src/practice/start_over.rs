//! Beginning an exercise anew: its files as they were given, and the student's kept beside them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Kept, Place, Progress};
use crate::{
    Fault,
    course::{self, Exercise},
};

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedOver {
    /// The files that are as they were given now, relative to the root of the course.
    pub restored: Vec<PathBuf>,
    /// Where the student's are, relative to the root; `None` where they had changed nothing.
    pub kept: Vec<PathBuf>,
}

/// Puts back all files of `exercise` that are given. One that differs is kept beside itself, under a name that nobody has.
///
/// # Errors
/// There is nothing to put back from, or a file cannot be written.
pub fn start_over(place: &Place, exercise: &Exercise) -> Result<StartedOver, Fault> {
    let root = &place.course.root;
    let mut done = StartedOver { restored: Vec::new(), kept: Vec::new() };
    for (file, contents) in course::stubs_made_of(root, &exercise.stem)? {
        let path = root.join(&file);
        if fs::read(&path).is_ok_and(|there| there == contents) {
            continue;
        }
        if path.exists() {
            let beside = free_name(root, &file);
            fs::rename(&path, root.join(&beside)).map_err(Fault::file("rename", &path))?;
            done.kept.push(beside);
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Fault::file("create", parent))?;
        }
        fs::write(&path, contents).map_err(Fault::file("write", &path))?;
        done.restored.push(file);
    }
    Progress::forget(root, &exercise.package)?;
    Kept::not_passed(root, &exercise.package)?;
    Ok(done)
}

/// `src/lib.rs.mine`, `src/lib.rs.mine2`: no file of Rust, so that nobody compiles or grades it.
fn free_name(root: &Path, file: &Path) -> PathBuf {
    let name = |number: u32| {
        let number = if number == 1 { String::new() } else { number.to_string() };
        PathBuf::from(format!("{}.mine{number}", file.display()))
    };
    (1..).map(name).find(|name| !root.join(name).exists()).unwrap_or_else(|| name(1))
}
