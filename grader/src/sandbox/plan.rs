//! What is to be run, and how. Written by a check, read by the launcher.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Limits;

/// One run of a driver that is linked with a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The program, as an absolute path.
    pub program: PathBuf,
    /// Its arguments; the launcher puts the number of the reply descriptor before them.
    pub arguments: Vec<String>,
    /// What the run may use.
    pub limits: Limits,
    /// How the schedule is bent.
    pub schedule: Schedule,
    /// The write to standard output (from 1) that fails with EPIPE, as it does for `program | head`.
    pub failing_write: Option<usize>,
}

/// How the tracer bends the schedule, so that what luck hides is seen in each run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Keep a new thread or process at its first instruction until whoever started it waits for something, ends, or has
    /// used [`Schedule::SPIN_US`] of CPU time. A sleep does not count as waiting: it is cut short instead.
    pub hold_new: bool,
    /// Keep a thread that ends until it is joined or its process ends, so that each join is seen as a wait.
    pub hold_ended: bool,
}

impl Schedule {
    /// CPU time in microseconds after which a starter counts as spinning.
    pub const SPIN_US: u64 = 30_000;
    /// Sleeps of one starter that are cut short before the new thread is let go all the same.
    pub const SLEEPS_CUT: u32 = 1000;
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule { hold_new: true, hold_ended: true }
    }
}
