//! What is to be run, and how. Written by a check or by the build, read by the launcher.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Limits, Seal};

/// One run of a program that is not ours: a driver that is linked with a submission, or the compiler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The program, as an absolute path.
    pub program: PathBuf,
    /// Its arguments; for a driver, the number of the reply descriptor is put before them.
    pub arguments: Vec<String>,
    /// What the run may use.
    pub limits: Limits,
    /// How the schedule is bent.
    pub schedule: Schedule,
    /// The write to standard output (from 1) that fails with EPIPE, as it does for `program | head`.
    pub failing_write: Option<usize>,
    /// What the run may reach.
    pub reach: Reach,
    /// How closely it is watched.
    pub watched: Watched,
}

/// What a run may reach beside its own program, the libraries that it is linked with, `/dev/null`, and its own pipes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Its working folder; `None` for a new one that is empty, that it may write to, that `TMPDIR` names, and that is gone
    /// afterwards.
    pub folder: Option<PathBuf>,
    /// Files and folders that it may read.
    pub read: Vec<PathBuf>,
    /// Files and folders that it may read and execute.
    pub execute: Vec<PathBuf>,
    /// Folders that it may read and write.
    pub write: Vec<PathBuf>,
    /// Unix sockets, by names in folders that it may write to.
    pub sockets: bool,
    /// Its environment, all of it.
    pub environment: Vec<(String, String)>,
}

/// How closely a run is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Watched {
    /// Every task, and the calls in which tasks wait, print and talk to each other.
    Calls,
    /// Every task, and the calls that are refused.
    Tasks,
    /// Not at all, although the machine could: how it ends, what it prints and what it replies is all that is wanted, and
    /// no call stops. It is shut in as any run is, but what it asks for in vain is not told.
    Nothing,
    /// The same, of a program that is no driver; but where `/proc` alone proves that nothing of it can move any more, the run
    /// is stuck.
    Stillness,
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

/// A plan, and how the run is shut in: what the launcher is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) plan: Plan,
    pub(super) seal: Seal,
    /// Where the run takes place.
    pub(super) folder: PathBuf,
}

impl Watched {
    /// Whether the program is a driver, which gets the reply channel.
    pub(super) fn replies(self) -> bool {
        !matches!(self, Watched::Tasks | Watched::Stillness)
    }
}

impl Plan {
    /// A driver as every submission is run, without arguments.
    pub fn of_driver(program: impl Into<PathBuf>) -> Plan {
        Plan {
            program: program.into(),
            arguments: Vec::new(),
            limits: Limits::default(),
            schedule: Schedule::default(),
            failing_write: None,
            reach: Reach::default(),
            watched: Watched::Calls,
        }
    }
}

impl Schedule {
    /// CPU time in microseconds after which a starter counts as spinning.
    pub const SPIN_US: u64 = 30_000;
    /// Sleeps of one starter that are cut short before the new thread is let go all the same.
    pub const SLEEPS_CUT: u32 = 1000;
    /// Nothing is bent.
    pub const FREE: Schedule = Schedule { hold_new: false, hold_ended: false };
}

impl Default for Schedule {
    fn default() -> Schedule {
        Schedule { hold_new: true, hold_ended: true }
    }
}
