//! What happens while an exercise is checked, for whoever shows it: `report` writes it for people, `--format json-lines` for
//! programs, one a line. Its form is `grader/events.schema.json`.

use serde::Serialize;

use super::Slip;
use crate::report::{CheckReport, ExerciseReport};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The exercise is taken up.
    Began {
        /// Its package.
        exercise: String,
        /// Its stem.
        stem: String,
        /// Its title.
        title: String,
        /// The hidden checks are there; else there are visible tests alone, and no verdict.
        hidden_checks: bool,
    },
    /// Something about the files that is worth a word, though no check asks for it.
    Note {
        /// What it is.
        slip: Slip,
        /// What to do.
        text: String,
    },
    /// cargo has compiled the exercise and its visible tests, or has not.
    Compiled {
        /// It has.
        passed: bool,
        /// By the clock.
        seconds: f64,
        /// What the compiler refuses; also empty where cargo itself fails, which a note then tells.
        errors: Vec<CompileError>,
    },
    /// One visible test is over.
    Visible(VisibleTest),
    /// The grader's own checks begin.
    Checks {
        /// They are there; else they are compiled first, which takes minutes.
        compiled: bool,
    },
    /// One check is judged.
    Check {
        /// It, as in a report.
        check: Box<CheckReport>,
    },
    /// All of them are: what the grader says.
    Verdict {
        /// The exercise, as in a report.
        exercise: Box<ExerciseReport>,
    },
    /// There are no hidden checks here, and so no verdict.
    NoVerdict {
        /// Everything that there is passed.
        passed: bool,
    },
}

/// One error of the compiler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompileError {
    /// What is wrong, in one line.
    pub message: String,
    /// The file, relative to the root of the course.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// The whole, as the compiler prints it, with colours.
    pub rendered: String,
}

/// One visible test.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VisibleTest {
    /// The file in `tests/` that it is: `visible`, `schedules`.
    pub test: String,
    /// It passed.
    pub passed: bool,
    /// By the clock.
    pub seconds: f64,
    /// Why it was ended, where it would not end by itself.
    pub stopped: Option<&'static str>,
    /// What it said, if it did not pass.
    pub said: String,
}
