//! Every schedule of a machine: how many there are, and how they end.

use super::{Machine, State};
use std::collections::{BTreeMap, HashMap};

/// The outcomes, each with the number of schedules that end in it.
pub type Outcomes = BTreeMap<String, u64>;

/// States that are looked at, at most: more than any page needs, and less than a second.
const MOST: usize = 100_000;

impl Machine {
    /// Every outcome. `None` where there are too many schedules to count.
    #[must_use]
    pub fn outcomes(&self) -> Option<Outcomes> {
        self.outcomes_from(&State::start(self), &mut HashMap::new())
    }

    fn outcomes_from(&self, state: &State, known: &mut HashMap<State, Outcomes>) -> Option<Outcomes> {
        if let Some(outcomes) = known.get(state) {
            return Some(outcomes.clone());
        }
        if known.len() >= MOST {
            return None;
        }
        let mut outcomes = Outcomes::new();
        for thread in state.runnable(self) {
            for (outcome, count) in self.outcomes_from(&state.after(self, thread), known)? {
                let sum = outcomes.entry(outcome).or_insert(0_u64);
                *sum = sum.checked_add(count)?;
            }
        }
        if outcomes.is_empty() {
            outcomes.insert(state.outcome(self), 1);
        }
        known.insert(state.clone(), outcomes.clone());
        Some(outcomes)
    }
}

#[cfg(test)]
mod tests {
    use crate::machine::parse;
    use rstest::rstest;

    #[rstest]
    #[case::lost("shared: c = 0\nthread A: load c; add 1; store c\nthread B: load c; add 1; store c\nrun: A A A B B B", &[("c = 1", 18), ("c = 2", 2)])]
    #[case::atomic("shared: c = 0\nthread A: fetch_add c 1\nthread B: fetch_add c 1\nrun: A B", &[("c = 2", 2)])]
    #[case::opposite_locks("thread A: lock l; lock r; unlock r; unlock l\nthread B: lock r; lock l; unlock l; unlock r\nrun: A B", &[("", 4), ("deadlock", 2)])]
    #[case::locked_twice("thread A: lock l; lock l\nthread B: lock l; unlock l\nrun: A", &[("deadlock", 2)])]
    #[case::printed("thread A: print a\nthread B: print b\nrun: A B", &[("printed \"a b\"", 1), ("printed \"b a\"", 1)])]
    #[case::three("shared: c = 0\nthread A: fetch_add c 1\nthread B: set c 5\nthread C: load c\nrun: A B C", &[("c = 5", 3), ("c = 6", 3)])]
    fn all_schedules_are_counted(#[case] body: &str, #[case] expected: &[(&str, u64)]) {
        let machine = parse(&format!("title: t\n{body}")).expect("it is right");
        let outcomes = machine.outcomes().expect("they are few");
        let outcomes: Vec<_> = outcomes.iter().map(|(outcome, count)| (outcome.as_str(), *count)).collect();
        assert_eq!(outcomes, expected);
    }
}
