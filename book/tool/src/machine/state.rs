//! Where a machine stands, and what a step makes of it.

use super::{Machine, Step};
use std::collections::BTreeMap;

/// Where a machine stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    /// The shared variables.
    pub shared: BTreeMap<String, i64>,
    /// The locks that are held, and by which thread.
    pub held: BTreeMap<String, usize>,
    /// What was printed.
    pub printed: Vec<String>,
    /// The next step of each thread.
    pub next: Vec<usize>,
    /// The register of each thread.
    pub registers: Vec<i64>,
}

impl State {
    /// Before the first step.
    #[must_use]
    pub fn start(machine: &Machine) -> State {
        let threads = machine.threads.len();
        State {
            shared: machine.shared.clone(),
            held: BTreeMap::new(),
            printed: Vec::new(),
            next: vec![0; threads],
            registers: vec![0; threads],
        }
    }

    /// The next step of a thread; `None` when it has ended.
    #[must_use]
    pub fn step<'a>(&self, machine: &'a Machine, thread: usize) -> Option<&'a Step> {
        machine.threads[thread].steps.get(self.next[thread])
    }

    /// The lock that a thread waits for.
    #[must_use]
    pub fn waits_for<'a>(&self, machine: &'a Machine, thread: usize) -> Option<&'a str> {
        match self.step(machine, thread) {
            Some(Step::Lock(name)) if self.held.contains_key(name) => Some(name),
            _ => None,
        }
    }

    /// Whether a thread can go on.
    #[must_use]
    pub fn can_run(&self, machine: &Machine, thread: usize) -> bool {
        self.step(machine, thread).is_some() && self.waits_for(machine, thread).is_none()
    }

    /// The threads that can go on.
    pub fn runnable(&self, machine: &Machine) -> impl Iterator<Item = usize> {
        (0..machine.threads.len()).filter(|thread| self.can_run(machine, *thread))
    }

    /// After the next step of a thread that can go on.
    #[must_use]
    pub fn after(&self, machine: &Machine, thread: usize) -> State {
        let mut after = self.clone();
        let register = self.registers[thread];
        match self.step(machine, thread) {
            None => return after,
            Some(Step::Load(name)) => after.registers[thread] = self.value_of(name),
            Some(Step::Add(summand)) => after.registers[thread] = register + summand,
            Some(Step::Store(name)) => after.set(name, register),
            Some(Step::Set(name, value)) => after.set(name, *value),
            Some(Step::FetchAdd(name, summand)) => after.set(name, self.value_of(name) + summand),
            Some(Step::Lock(name)) => drop(after.held.insert(name.clone(), thread)),
            Some(Step::Unlock(name)) => drop(after.held.remove(name)),
            Some(Step::Print(word)) => after.printed.push(word.clone()),
        }
        after.next[thread] += 1;
        after
    }

    /// How it ended, once no thread can go on.
    #[must_use]
    pub fn outcome(&self, machine: &Machine) -> String {
        if (0..machine.threads.len()).any(|thread| self.step(machine, thread).is_some()) {
            return "deadlock".to_owned();
        }
        let printed = self.printed.join(" ");
        let printed = (!printed.is_empty()).then(|| format!("printed \"{printed}\""));
        let variables = self.shared.iter().map(|(name, value)| format!("{name} = {value}"));
        printed.into_iter().chain(variables).collect::<Vec<_>>().join(", ")
    }

    /// A shared variable.
    #[must_use]
    pub fn value_of(&self, name: &str) -> i64 {
        self.shared.get(name).copied().unwrap_or_default()
    }

    fn set(&mut self, name: &str, value: i64) {
        self.shared.insert(name.to_owned(), value);
    }
}
