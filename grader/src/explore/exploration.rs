//! The exploration of one scenario, as the grader knows it: the fields of `weave`'s JSON that it has a use for.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the schedules of one scenario came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exploration {
    /// How it ended.
    pub verdict: Ended,
    /// Schedules that were run.
    pub schedules: u64,
    /// Whether these are all that can make a difference.
    pub complete: bool,
    /// The schedule that fails; of a replay, the schedule.
    pub failing: Option<Schedule>,
    /// Where atomics are used with `SeqCst`.
    pub seq_cst: Vec<Site>,
    /// Every value that the scenario returned.
    pub outcomes: BTreeMap<String, Outcome>,
}

/// How an exploration ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// No schedule that was run fails.
    Passed,
    /// One does, of this fault: `data-race`.
    Failed(String),
    /// Schedules were cut off, and nothing can be said.
    Inconclusive,
}

/// Which schedules end in one value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Outcome {
    /// How many of those that were run.
    pub schedules: u64,
    /// The first of them.
    pub replay: String,
}

/// One schedule, and what happened under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// What stands for it: `3:1`.
    pub replay: String,
    /// How many schedules were run until it was found.
    pub found_after: u64,
    /// What happened.
    pub explanation: Explanation,
}

/// One schedule in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Explanation {
    /// What is wrong; empty if nothing is.
    pub message: String,
    /// The place that is to blame most.
    pub at: Option<Site>,
    /// What the order of the steps means: which update was lost to which.
    pub notes: Vec<String>,
    /// Places that are to blame, the likeliest first.
    pub suspects: Vec<Site>,
    /// Where each thread stands, in the order in which they were made.
    pub threads: Vec<Standing>,
    /// What was done, in order.
    pub steps: Vec<Step>,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Site {
    /// As the compiler was told it: `src/lib.rs` of the student's, `scenarios.rs` of ours.
    pub file: String,
    /// From 1.
    pub line: u32,
}

/// Where a thread stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Standing {
    /// Its name.
    pub thread: String,
    /// What it does: "waits to lock Mutex #1, held by main since src/lib.rs:4".
    pub state: String,
    /// For whom it waits, where it is for somebody: their places among the threads.
    #[serde(default)]
    pub waits_for: Vec<usize>,
    /// Where.
    pub at: Site,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Step {
    /// Which thread did it: its place among the threads.
    pub thread: usize,
    /// What it did: "locks Mutex #1".
    pub action: String,
    /// Where.
    pub at: Site,
}

impl Site {
    /// Whether it is in a file of the student's.
    pub fn is_theirs(&self) -> bool {
        self.file.starts_with("src/")
    }
}

impl std::fmt::Display for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl Explanation {
    /// The name of a thread.
    pub fn thread(&self, index: usize) -> String {
        self.threads.get(index).map_or_else(|| format!("thread {index}"), |standing| standing.thread.clone())
    }

    /// What was done from the step of that number on, and after it what threads wait for that are waiting when all is over, with
    /// whom they wait for.
    pub fn told_from(&self, first: usize) -> impl Iterator<Item = (Step, Option<&[usize]>)> {
        let done = self.steps.iter().skip(first).map(|step| (step.clone(), None));
        done.chain(self.threads.iter().enumerate().filter_map(|(thread, standing)| {
            // Who has it, and where it was made, is said elsewhere.
            let waits = standing.state.split([',', ':']).next()?.split(" (").next()?;
            let is_waiting = waits.starts_with("waits ") || waits.starts_with("sleeps ");
            let step = Step { thread, action: waits.to_owned(), at: standing.at.clone() };
            is_waiting.then_some((step, Some(standing.waits_for.as_slice())))
        }))
    }
}
