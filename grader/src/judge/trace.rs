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
    /// What was done, in order.
    pub steps: Vec<TraceStep>,
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
}

impl Trace {
    /// What an explanation says happens; `is_theirs` tells the student's lines from ours.
    pub(super) fn of(explanation: &Explanation, is_theirs: impl Fn(&Site) -> bool) -> Trace {
        let left_out = explanation.steps.len().saturating_sub(KEPT);
        let step = |step: &Step| TraceStep {
            thread: step.thread,
            action: step.action.clone(),
            place: is_theirs(&step.at).then(|| Place { file: step.at.file.clone(), line: step.at.line }),
        };
        Trace {
            message: explanation.message.clone(),
            threads: explanation.threads.iter().map(|standing| standing.thread.clone()).collect(),
            steps: explanation.steps[left_out..].iter().map(step).collect(),
        }
    }
}
