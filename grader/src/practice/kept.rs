//! What outlasts `cargo clean` and `git pull`: which exercises have passed once, and which hints were seen. It lies in
//! `.forkjoin/` at the root of the course, which git does not look at.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

use super::written;
use crate::Fault;

/// Where it lies, from the root of the course.
const FILE: &str = ".forkjoin/kept.json";

/// What is in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    version: u32,
    /// By their packages.
    pub exercises: BTreeMap<String, KeptExercise>,
}

/// What is kept of one exercise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptExercise {
    /// When it passed first, in UTC; of a copy without hidden checks, when its visible tests did.
    pub passed: Option<String>,
    /// How many of its hints were seen.
    #[serde(default)]
    pub hints: usize,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept { version: 1, exercises: BTreeMap::new() }
    }
}

impl Kept {
    /// What is kept in the copy of the course at `root`.
    pub fn read(root: &Path) -> Kept {
        written::read(&root.join(FILE))
    }

    /// The exercise of that package; nothing is known of most.
    pub fn exercise(&self, package: &str) -> KeptExercise {
        self.exercises.get(package).cloned().unwrap_or_default()
    }

    /// Changes what is kept of an exercise.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn change(root: &Path, package: &str, change: impl FnOnce(&mut KeptExercise)) -> Result<(), Fault> {
        written::change(&root.join(FILE), |kept: &mut Kept| {
            change(kept.exercises.entry(package.to_owned()).or_default())
        })
    }

    /// Forgets that an exercise has passed.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn not_passed(root: &Path, package: &str) -> Result<(), Fault> {
        match Kept::read(root).exercise(package).passed {
            Some(_) => Kept::change(root, package, |kept| kept.passed = None),
            None => Ok(()),
        }
    }

    /// Notes that an exercise has passed.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn passed(root: &Path, package: &str) -> Result<(), Fault> {
        match Kept::read(root).exercise(package).passed {
            Some(_) => Ok(()),
            None => Kept::change(root, package, |kept| {
                kept.passed = Some(written::now());
            }),
        }
    }
}
