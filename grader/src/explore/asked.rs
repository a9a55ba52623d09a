//! What is asked of the driver of an exercise's scenarios, as a plan. Who carries it out is the caller.

use std::{fs::File, io::Read, path::Path};

use crate::{
    Fault,
    sandbox::{Limits, Plan, Schedule, Watched},
};

/// What the exploration of one scenario may use. It is counted in schedules and operations, which stop it long before; a
/// schedule that leaves threads waiting for ever leaves them, with their stacks, until the process ends.
pub const LIMITS: Limits = Limits {
    cpu_seconds: 60,
    wall_seconds: 600,
    memory_mib: 1024,
    threads: 4096,
    processes: 1,
    output_bytes: 1 << 20,
    files: 64,
    disk_mib: 1,
};

/// One question to the driver.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The scenario, by its name in `scenarios.rs`; what it is called does not matter to [`Way::List`].
    pub scenario: String,
    /// What is done with it.
    pub way: Way,
}

/// What is done with a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Way {
    /// All schedules that matter, or as many as the scenario's budget allows.
    Explore,
    /// The same, with a memory that all threads see alike: no load returns an old value.
    Sequential,
    /// The same as [`Explore`](Way::Explore), with `SeqCst` no more than `Acquire` and `Release`.
    Weaker,
    /// This schedule alone.
    Replay(String),
    /// Nothing: the names of the scenarios are asked for.
    List,
}

/// A word that the driver puts before its answers, and that whoever does not know it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// One that nobody can guess.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn fresh() -> Result<Nonce, Fault> {
        let source = Path::new("/dev/urandom");
        let mut bytes = [0; 16];
        let read = File::open(source).and_then(|mut file| file.read_exact(&mut bytes));
        read.map_err(Fault::file("read", source))?;
        Ok(Nonce(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// As it stands before an answer.
    pub(super) fn word(&self) -> &str {
        &self.0
    }

    /// One that is known, for tests.
    #[doc(hidden)]
    pub fn of(word: &str) -> Nonce {
        Nonce(word.to_owned())
    }
}

impl Asked {
    /// The plan that asks this of `driver`. It is shut in as every run is, and not observed: thousands of schedules would
    /// take for ever if the calls of each were, and who holds new threads back would undo what is explored.
    pub fn plan(&self, driver: &Path, nonce: &Nonce) -> Plan {
        let way = match &self.way {
            Way::Explore => "explore",
            Way::Sequential => "sequential",
            Way::Weaker => "weaker",
            Way::Replay(_) => "replay",
            Way::List => "list",
        };
        let mut arguments = vec![nonce.0.clone(), way.to_owned(), self.scenario.clone()];
        if let Way::Replay(schedule) = &self.way {
            arguments.push(schedule.clone());
        }
        Plan {
            arguments,
            limits: LIMITS,
            schedule: Schedule::FREE,
            watched: Watched::Nothing,
            ..Plan::of_driver(driver)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_says_what_is_asked_and_by_which_word_it_is_answered() {
        let nonce = Nonce::fresh().unwrap();
        assert_eq!(nonce.word().len(), 32);
        assert_ne!(nonce, Nonce::fresh().unwrap());
        let asked = Asked { scenario: "two hits".into(), way: Way::Replay("3:1".into()) };
        let plan = asked.plan(Path::new("/driver"), &nonce);
        assert_eq!(plan.arguments, [nonce.word(), "replay", "two hits", "3:1"]);
        assert_eq!((plan.watched, plan.reach.sockets), (Watched::Nothing, false));
    }
}
