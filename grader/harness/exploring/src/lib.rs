//! What every `scenarios.rs` begins with: which scenario is asked for, running it, and the frames that answer. The grader's
//! side is the room `explore`. Linked with the real std, as the reply channel needs it; only the library `controlled`, which
//! is the submission, has another.

use std::fmt::{self, Debug, Formatter};

pub use harness::order::sorted;
use harness::reply;
use weave::Explorer;

/// What the plan asks for, and the scenarios that went by.
pub struct Scenarios {
    nonce: String,
    way: String,
    asked: String,
    schedule: String,
    names: Vec<String>,
    answered: bool,
}

/// Reads what the plan asks for.
pub fn open() -> Scenarios {
    let arguments = reply::open_without_hook().expect("started by the launcher");
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().unwrap_or_default();
    let (nonce, way, asked, schedule) = (next(), next(), next(), next());
    Scenarios { nonce, way, asked, schedule, names: Vec::new(), answered: false }
}

/// Visible operations of one exploration: about a quarter of a second. Where all schedules need more, the report says how many were
/// run.
const OPERATIONS: u64 = 100_000;

/// The explorer of scenarios that ask for no other.
pub fn explorer() -> Explorer {
    Explorer::new().max_operations(OPERATIONS)
}

/// What is run under every schedule, and the outcome of which is shown.
trait Body: Send + Sync {
    fn run(&self) -> Shown;
}

impl<T: Debug, F: Fn() -> T + Send + Sync> Body for F {
    fn run(&self) -> Shown {
        shown(&self())
    }
}

/// An outcome as `{:?}` has written it.
struct Shown(String);

fn shown(outcome: &dyn Debug) -> Shown {
    Shown(format!("{outcome:?}"))
}

impl Debug for Shown {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Scenarios {
    /// A scenario: `body` is run under every schedule that matters, if it is the one that is asked for. What it returns, as
    /// `{:?}` writes it, is its outcome.
    pub fn explore<T: Debug + 'static>(&mut self, name: &str, body: fn() -> T) {
        self.explore_one(&explorer(), name, Box::new(body));
    }

    /// The same, with an explorer that is like [`explorer`] but for what the scenario needs.
    pub fn explore_by<T: Debug + 'static>(&mut self, explorer: &Explorer, name: &str, body: fn() -> T) {
        self.explore_one(explorer, name, Box::new(body));
    }

    /// As `explore`, with a closure that brings values along, as where scenarios are made in a loop. Each such closure is compiled
    /// with functions of its own, with each submission; of the others there are some for each type that they return.
    pub fn explore_with<T: Debug>(&mut self, name: &str, body: impl Fn() -> T + Send + Sync + 'static) {
        self.explore_one(&explorer(), name, Box::new(body));
    }

    /// All of that for scenarios of all kinds, so that it is compiled once and not with each.
    fn explore_one(&mut self, explorer: &Explorer, name: &str, body: Box<dyn Body>) {
        assert!(!self.names.iter().any(|known| known == name), "two scenarios are called {name}");
        self.names.push(name.to_owned());
        if self.way == "list" || self.asked != name {
            return;
        }
        self.answered = true;
        let body = move || body.run();
        let explored = match self.way.as_str() {
            "replay" => explorer.replay(&self.schedule, body),
            "sequential" => Ok(explorer.clone().weak_memory(false).explore(body)),
            "weaker" => Ok(explorer.clone().sequentially_consistent(false).explore(body)),
            _ => Ok(explorer.explore(body)),
        };
        match explored {
            Ok(exploration) => self.reply("exploration", &format!("{name}\n{}", exploration.to_json())),
            Err(problem) => self.reply("no-schedule", &problem),
        }
    }

    /// The last thing that `main` does.
    pub fn close(self) {
        if !self.answered {
            self.reply("scenarios", &self.names.join("\n"));
        }
        reply::done();
    }

    fn reply(&self, name: &str, text: &str) {
        reply::reply(name, format!("{}\n{text}", self.nonce).as_bytes());
    }
}
