//! What weave finds of the programs of the book. A program is explored once for each state of its source; what was found is
//! kept in a folder that is not committed.

mod ask;
mod digest;

pub use ask::explored;

use crate::mistake::{Mistake, Told};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What was found of one program.
#[derive(Debug, Clone, Deserialize)]
pub struct Explored {
    /// Its name.
    pub program: String,
    /// Whether it deadlocks; `None` where that is not known.
    pub deadlocks: Option<Deadlocks>,
    /// What weave says.
    pub exploration: Exploration,
    /// A schedule for each of its ends.
    pub examples: BTreeMap<String, Explanation>,
}

/// The fields of weave's JSON that the book shows.
#[derive(Debug, Clone, Deserialize)]
pub struct Exploration {
    /// `passed`, `failed` or `inconclusive`.
    pub verdict: String,
    /// Why it failed.
    pub fault: Option<String>,
    /// Schedules that were run.
    pub schedules: usize,
    /// Whether these are all that can make a difference.
    pub complete: bool,
    /// Why they are not.
    pub unexplored: Vec<String>,
    /// The schedule that fails.
    pub explanation: Option<Explanation>,
    /// What it returned.
    pub outcomes: BTreeMap<String, Outcome>,
    /// What it printed.
    pub printed: BTreeMap<String, Outcome>,
}

/// How often something came out.
#[derive(Debug, Clone, Deserialize)]
pub struct Outcome {
    /// In how many schedules of those that were run.
    pub schedules: usize,
}

/// One schedule, told.
#[derive(Debug, Clone, Deserialize)]
pub struct Explanation {
    /// What is wrong; empty if nothing is.
    pub message: String,
    /// What the order means.
    pub notes: Vec<String>,
    /// Where each thread stands in the end.
    pub threads: Vec<Standing>,
    /// What was done, in order.
    pub steps: Vec<Step>,
}

/// Where a thread stands.
#[derive(Debug, Clone, Deserialize)]
pub struct Standing {
    /// Its name.
    pub thread: String,
    /// What it does there.
    pub state: String,
}

/// One operation of a schedule.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// An index into the threads.
    pub thread: usize,
    /// What it did.
    pub action: String,
    /// Where.
    pub at: Site,
}

/// A place in a source file.
#[derive(Debug, Clone, Deserialize)]
pub struct Site {
    /// As the compiler names it.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// The text of the line.
    pub source: String,
}

/// Whether something deadlocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deadlocks {
    /// Under no schedule.
    Never,
    /// Under some.
    Sometimes,
    /// Under all.
    Always,
}

/// One thing that can come out of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// What it is, ` / ` between lines of what was printed.
    pub text: String,
    /// The schedules of those that were run.
    pub schedules: usize,
    /// As it is in the exploration.
    pub key: String,
}

impl Deadlocks {
    /// Of so many schedules, so many end in one.
    #[must_use]
    pub fn of(stuck: u64, total: u64) -> Deadlocks {
        match stuck {
            0 => Deadlocks::Never,
            stuck if stuck < total => Deadlocks::Sometimes,
            _ => Deadlocks::Always,
        }
    }

    /// The word that a reader chooses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Deadlocks::Never => "never",
            Deadlocks::Sometimes => "sometimes",
            Deadlocks::Always => "always",
        }
    }
}

impl Explored {
    /// All that can come out: what it prints, where it returns nothing. A mistake where that is not known of all schedules.
    pub fn ends(&self, name: &str) -> Told<Vec<End>> {
        let exploration = &self.exploration;
        if let Some(fault) = &exploration.fault {
            let text = format!(
                "`{name}` fails ({fault}), so that not all it can come to is known: show it with a `schedule` fence"
            );
            return Err(Mistake::whole(text));
        }
        if !exploration.complete {
            let why = exploration.unexplored.first().map_or("there are too many", String::as_str);
            return Err(Mistake::whole(format!(
                "not all schedules of `{name}` were run ({why}): make the program smaller"
            )));
        }
        Ok(self.known_ends())
    }

    /// What came out in the schedules that were run.
    #[must_use]
    pub fn known_ends(&self) -> Vec<End> {
        let returns_nothing = self.exploration.outcomes.keys().all(|key| key == "()");
        let ends = if returns_nothing { &self.exploration.printed } else { &self.exploration.outcomes };
        let end = |(key, outcome): (&String, &Outcome)| End {
            text: key.trim_end_matches('\n').replace('\n', " / "),
            schedules: outcome.schedules,
            key: key.clone(),
        };
        ends.iter().map(end).collect()
    }

    /// Whether it deadlocks; a mistake where that is not known.
    pub fn deadlocks(&self, name: &str) -> Told<Deadlocks> {
        let fault = self.exploration.fault.as_deref().unwrap_or("not all schedules were run");
        self.deadlocks.ok_or_else(|| Mistake::whole(format!("whether `{name}` deadlocks is not known: {fault}")))
    }

    /// What was covered, as a part of a sentence.
    #[must_use]
    pub fn covered(&self) -> String {
        let schedules = self.exploration.schedules;
        match (&self.exploration.fault, self.exploration.complete, self.deadlocks) {
            (Some(_), _, Some(Deadlocks::Always)) => "under every schedule that was tried".to_owned(),
            (Some(_), ..) => format!("weave found one after {schedules} schedules"),
            (None, true, _) => format!("weave ran all schedules that can make a difference: {schedules}"),
            (None, false, _) => format!("weave ran {schedules} schedules"),
        }
    }
}
