//! What goes wrong on our side. A fault is never a verdict: it has a type, a message and an exit code of its own.

use std::path::{Path, PathBuf};

/// What tells a user what their machine offers.
pub const DOCTOR: &str = "cargo grader doctor";

/// A failure of the grader, or of the course's own files.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A file of ours cannot be read or written.
    #[error("failed to {action} {}: {source}", path.display())]
    File {
        /// What was tried: "read", "create".
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of ours says something that cannot be.
    #[error("{}: {problem}", path.display())]
    Course {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do, with the line where there is one.
        problem: String,
    },
    /// A program that we need cannot be started or misbehaves.
    #[error("failed to run {program}: {problem}")]
    Tool {
        /// The program.
        program: String,
        /// What happened and what to do.
        problem: String,
    },
    /// A variable of the environment says something that cannot be.
    #[error("{name}={value:?}: {remedy}")]
    Setting {
        /// Its name.
        name: &'static str,
        /// What it says.
        value: std::ffi::OsString,
        /// What to do.
        remedy: &'static str,
    },
    /// This machine does not let us shut a run in, or observe it, as was asked for.
    #[error("this machine does not shut a run in: {problem}; `{DOCTOR}` says what it offers")]
    Seal {
        /// What it said.
        problem: String,
    },
}

impl Fault {
    /// A constructor for `map_err` on a file operation.
    pub fn file(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Fault {
        let path = path.to_owned();
        move |source| Fault::File { action, path, source }
    }

    /// A problem in a file of the course.
    pub fn course(path: &Path, problem: impl Into<String>) -> Fault {
        Fault::Course { path: path.to_owned(), problem: problem.into() }
    }

    /// A problem with a variable of the environment.
    pub fn setting(name: &'static str, value: &std::ffi::OsStr, remedy: &'static str) -> Fault {
        Fault::Setting { name, value: value.to_owned(), remedy }
    }

    /// A problem with a program that we start.
    pub fn tool(program: impl Into<String>, problem: impl Into<String>) -> Fault {
        Fault::Tool { program: program.into(), problem: problem.into() }
    }
}
