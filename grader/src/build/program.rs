//! What a build comes to. How it came about is `compile`'s concern.

use std::{fs::File, path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::judge::{Finding, Place};

/// What compiling a submission came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Build {
    /// There is a program.
    Ready(Program),
    /// There is none, for this reason.
    Refused(Box<Finding>),
}

/// Our drivers, linked with a submission's library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The executable, as an absolute path. It stays where it is while this value lives.
    pub program: PathBuf,
    /// The executable that explores the submission's schedules, where the exercise is explored.
    pub scenarios: Option<PathBuf>,
    /// SHA-256 of all that it was made of (sources, driver, compiler, flags, crates), in hex.
    pub digest: String,
    /// What the compiler said about the submission without refusing it.
    pub warnings: Vec<Warning>,
    pub(super) in_use: InUse,
}

/// Keeps the files of a build from being removed to make room, in this process and in every other, while it lives.
#[derive(Debug, Clone)]
pub(super) struct InUse {
    _locked: Arc<File>,
}

impl InUse {
    /// `entry` is the locked file of the build.
    pub(super) fn locked(entry: File) -> InUse {
        InUse { _locked: Arc::new(entry) }
    }
}

/// Who uses a program is no part of what it is.
impl PartialEq for InUse {
    fn eq(&self, _: &InUse) -> bool {
        true
    }
}

impl Eq for InUse {}

/// A warning of the compiler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Its first line: "unused variable: `x`".
    pub message: String,
    /// The student's line.
    pub place: Option<Place>,
}
