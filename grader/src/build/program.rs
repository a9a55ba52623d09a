//! What a build comes to. How it came about is `compile`'s concern.

use std::path::PathBuf;

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
    /// The executable, as an absolute path. It stays where it is after the run.
    pub program: PathBuf,
    /// The executable that explores the submission's schedules, where the exercise is explored.
    pub scenarios: Option<PathBuf>,
    /// SHA-256 of all that it was made of (sources, driver, compiler, flags, crates), in hex.
    pub digest: String,
    /// What the compiler said about the submission without refusing it.
    pub warnings: Vec<Warning>,
}

/// A warning of the compiler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Its first line: "unused variable: `x`".
    pub message: String,
    /// The student's line.
    pub place: Option<Place>,
}
