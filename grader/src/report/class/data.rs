//! A graded class as data, filled from the store; the formats read nothing else.

use crate::{class::Mark, report::Report};

/// A class, as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// What it is called: "Concurrency 101, autumn".
    pub title: String,
    /// When it was put together, in seconds since 1970-01-01 (UTC).
    pub at: u64,
    /// The exercises, in the order of the course.
    pub columns: Vec<Column>,
    /// In the order of their ids.
    pub students: Vec<Student>,
}

/// An exercise of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its stem: `ex03_ipc`.
    pub stem: String,
    /// Its package: `ex03`.
    pub package: String,
    /// Its title: "Pass data over IPC".
    pub title: String,
    /// Points to be had.
    pub max: u32,
}

/// One student (or group) of a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Student {
    /// What the submission's folder, archive or line is called. Whoever hands in may have chosen it.
    pub id: String,
    /// The name, where a roster tells.
    pub name: Option<String>,
    /// The address for mail, where a roster tells.
    pub email: Option<String>,
    /// The commit that was graded, where it is known.
    pub commit: Option<String>,
    /// When it was handed in, in seconds since 1970-01-01 (UTC), by the server's clock, where it is known.
    pub handed_in: Option<u64>,
    /// Why nothing of it could be taken: the archive is broken, the commit is not there.
    pub problem: Option<String>,
    /// What grading it came to; its exercises are those of [`Class::columns`], in their order.
    pub report: Report,
    /// One mark an exercise, in the order of [`Class::columns`].
    pub marks: Vec<Mark>,
}
