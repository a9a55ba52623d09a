//! What every `scenarios.rs` begins with: which scenario is asked for, running it, and the frames that answer. The grader's
//! side is the room `explore`. Linked with the real std, as the reply channel needs it; only the library `controlled`, which
//! is the submission, has another.

use std::fmt::{self, Debug, Formatter};

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

/// An outcome as `{:?}` has written it.
struct Shown(String);

impl Debug for Shown {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Scenarios {
    /// A scenario: `body` is run under every schedule that matters, if it is the one that is asked for. What it returns, as
    /// `{:?}` writes it, is its outcome.
    pub fn explore<T: Debug>(&mut self, name: &str, body: impl Fn() -> T + Send + Sync + 'static) {
        self.explore_by(&explorer(), name, body);
    }

    /// The same, with an explorer that is like [`explorer`] but for what the scenario needs.
    pub fn explore_by<T: Debug>(
        &mut self,
        explorer: &Explorer,
        name: &str,
        body: impl Fn() -> T + Send + Sync + 'static,
    ) {
        self.explore_one(explorer, name, Box::new(move || Shown(format!("{:?}", body()))));
    }

    /// The same of all scenarios, so that it is compiled once and not with each.
    fn explore_one(&mut self, explorer: &Explorer, name: &str, body: Box<dyn Fn() -> Shown + Send + Sync>) {
        assert!(!self.names.iter().any(|known| known == name), "two scenarios are called {name}");
        self.names.push(name.to_owned());
        if self.way == "list" || self.asked != name {
            return;
        }
        self.answered = true;
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
