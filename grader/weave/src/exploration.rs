//! What an exploration found.

use crate::explain::{Explanation, Site};
use crate::fault::Fault;
use std::collections::BTreeMap;

/// How an exploration ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Verdict {
    /// No schedule that was run fails.
    Passed,
    /// One does.
    Failed(Fault),
    /// The ordinary schedule was cut off by the limit of steps, so nothing can be said.
    Inconclusive,
}

/// Which schedules were run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Coverage {
    /// All, but of each set that nobody can tell apart only one.
    All,
    /// All with up to so many deviations from the ordinary one, and others.
    Deviations(u32),
    /// Some.
    Some,
}

/// A value that the closure returned, or a text that it printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Outcome {
    /// How many of the schedules that were run ended in it. Says nothing about how likely it is on a machine.
    pub schedules: usize,
    /// The first of them.
    pub replay: String,
}

/// One schedule, and what happened under it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Schedule {
    /// For [`Explorer::replay`](crate::Explorer::replay).
    pub replay: String,
    /// How many schedules were run until it was found, itself included.
    pub found_after: usize,
    /// What happened.
    pub explanation: Explanation,
}

/// The result of an exploration, or of a replay.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Exploration {
    /// How it ended.
    pub verdict: Verdict,
    /// Schedules that were run.
    pub schedules: usize,
    /// How many of them turned out to be like another.
    pub redundant: usize,
    /// Visible operations of all of them.
    pub operations: u64,
    /// Schedules that were cut off because they needed more than `max_steps` operations.
    pub cut_off: usize,
    /// The limit of visible operations of one schedule.
    pub max_steps: u32,
    /// Which schedules were run.
    pub coverage: Coverage,
    /// Whether that is all that can make a difference: under every one of them, the closure ends as one of `outcomes`.
    pub complete: bool,
    /// Why it is not, where there is a reason beyond the budget, such as "Arc::strong_count at src/lib.rs:7 is no point of the
    /// schedule".
    pub unexplored: Vec<String>,
    /// The failing schedule, with the fewest deviations that were found. For a replay: the schedule, however it ended.
    pub failing: Option<Schedule>,
    /// Where atomics are used with `SeqCst`, which is seldom needed: if all is well without
    /// [`sequentially_consistent`](crate::Explorer::sequentially_consistent) too, `Acquire` and `Release` are enough there.
    pub seq_cst: Vec<Site>,
    /// Every value that the closure returned, in its Debug form. At most 10,000 are kept.
    pub outcomes: BTreeMap<String, Outcome>,
    /// Everything that was printed in one execution, where something was.
    pub printed: BTreeMap<String, Outcome>,
}

impl Exploration {
    /// Whether no schedule that was run fails.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.verdict == Verdict::Passed
    }

    /// The fault of the failing schedule.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        match self.verdict {
            Verdict::Failed(fault) => Some(fault),
            _ => None,
        }
    }

    /// What was covered, as a part of a sentence: `all schedules (226)`.
    #[must_use]
    pub fn covered(&self) -> String {
        let schedules = self.schedules;
        let cut_off = match self.cut_off {
            0 => String::new(),
            1 => format!("; one needs more than {} steps and was cut off", self.max_steps),
            several => format!("; {several} need more than {} steps and were cut off", self.max_steps),
        };
        match self.coverage {
            Coverage::All => format!("all schedules ({schedules})"),
            Coverage::Deviations(1) => format!("{schedules} schedules, all with up to 1 deviation{cut_off}"),
            Coverage::Deviations(most) => format!("{schedules} schedules, all with up to {most} deviations{cut_off}"),
            Coverage::Some => format!("{schedules} schedules{cut_off}"),
        }
    }
}
