//! The machine of the explorer: two to four threads of a few steps, every schedule of which can be counted. The browser has
//! the same machine (`theme/explorer.js`); the browser tests compare the two.

mod enumerate;
mod parse;
mod state;
mod step;
mod told;

pub use enumerate::Outcomes;
pub use parse::parse;
pub use state::State;
pub use step::Step;
pub use told::{Turn, ending, play};

use std::collections::BTreeMap;

/// Threads, what they share, and what is said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// The name for values and claims.
    pub id: Option<String>,
    /// The caption, as Markdown.
    pub title: String,
    /// What the shared variables begin with.
    pub shared: BTreeMap<String, i64>,
    /// The threads, in order.
    pub threads: Vec<Thread>,
    /// The schedule that is shown, as indices of threads.
    pub run: Vec<usize>,
    /// What should come out.
    pub expect: Option<(String, i64)>,
}

/// One thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Its name.
    pub name: String,
    /// What it does.
    pub steps: Vec<Step>,
}

impl Machine {
    /// The names of all locks, in the order in which they are named.
    #[must_use]
    pub fn locks(&self) -> Vec<&str> {
        let mut locks = Vec::new();
        for step in self.threads.iter().flat_map(|thread| &thread.steps) {
            match step {
                Step::Lock(name) if !locks.contains(&name.as_str()) => locks.push(name.as_str()),
                _ => {}
            }
        }
        locks
    }
}
