//! What is kept of a schedule that shows what is wrong, for whoever draws it.

use serde::{Deserialize, Serialize};

use super::Place;
use crate::explore::{Explanation, Site, Step};

/// Operations of a schedule that are kept.
const KEPT: usize = 40;

/// What each thread does in a schedule; of a long one its end, where things go wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// What is wrong, as the explorer says it.
    pub message: String,
    /// The names of the threads.
    pub threads: Vec<String>,
    /// What was done, in order, and what threads wait for in the end.
    pub steps: Vec<TraceStep>,
    /// How many operations before these are left out.
    #[serde(default)]
    pub left_out: usize,
}

/// One operation of a [`Trace`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceStep {
    /// Whose, as a place among the trace's threads.
    pub thread: usize,
    /// What it did: "locks Mutex #1".
    pub action: String,
    /// The student's line; `None` where the check itself did it.
    pub place: Option<Place>,
    /// It waits, to the end: for these, where it is for somebody. `None` for what was done.
    #[serde(default)]
    pub waits_for: Option<Vec<usize>>,
}

impl Trace {
    /// What an explanation says happens; `is_theirs` tells the student's lines from ours.
    pub fn of(explanation: &Explanation, is_theirs: impl Fn(&Site) -> bool) -> Trace {
        let left_out = explanation.steps.len().saturating_sub(KEPT);
        let step = |(step, waits_for): (Step, Option<&[usize]>)| TraceStep {
            thread: step.thread,
            place: is_theirs(&step.at).then_some(Place { file: step.at.file, line: step.at.line }),
            action: step.action,
            waits_for: waits_for.map(<[usize]>::to_vec),
        };
        Trace {
            message: explanation.message.clone(),
            threads: explanation.threads.iter().map(|standing| standing.thread.clone()).collect(),
            steps: explanation.told_from(left_out).map(step).collect(),
            left_out,
        }
    }
}
