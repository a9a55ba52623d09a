//! What happened in one schedule, and what its end means: who lost whose update, who waits for whom.

use super::{Machine, State, Step};

/// One step of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who made it.
    pub thread: usize,
    /// What it was.
    pub step: Step,
    /// What it did, in words.
    pub effect: String,
    /// Where the machine stands after it.
    pub state: State,
}

/// Follows a schedule, of which each step can be made.
#[must_use]
pub fn play(machine: &Machine, run: &[usize]) -> Vec<Turn> {
    let mut state = State::start(machine);
    let mut turns = Vec::new();
    for &thread in run {
        let Some(step) = state.step(machine, thread).cloned() else { break };
        state = state.after(machine, thread);
        turns.push(Turn { thread, effect: effect(&step, &state, thread), step, state: state.clone() });
    }
    turns
}

fn effect(step: &Step, after: &State, thread: usize) -> String {
    match step {
        Step::Load(_) | Step::Add(_) => format!("register = {}", after.registers[thread]),
        Step::Store(name) | Step::Set(name, _) | Step::FetchAdd(name, _) => {
            format!("{name} = {}", after.value_of(name))
        }
        Step::Lock(name) => format!("holds {name}"),
        Step::Unlock(name) => format!("{name} is free"),
        Step::Print(word) => format!("prints {word}"),
    }
}

/// What the end of a schedule means, in one or two sentences.
#[must_use]
pub fn ending(machine: &Machine, turns: &[Turn]) -> String {
    let start = State::start(machine);
    let state = turns.last().map_or(&start, |turn| &turn.state);
    let outcome = state.outcome(machine);
    if outcome == "deadlock" {
        return deadlock(machine, state);
    }
    match &machine.expect {
        Some((name, expected)) if state.value_of(name) != *expected => {
            let lost = lost(machine, turns).map(|lost| format!(" {lost}")).unwrap_or_default();
            format!("It ends with {outcome}, not {expected}.{lost}")
        }
        _ if outcome.is_empty() => "It ends.".to_owned(),
        _ => format!("It ends with {outcome}."),
    }
}

fn deadlock(machine: &Machine, state: &State) -> String {
    let waiting = (0..machine.threads.len()).filter_map(|thread| {
        let lock = state.waits_for(machine, thread)?;
        let holder = &machine.threads[*state.held.get(lock)?].name;
        Some(format!("{} waits for {lock}, which {holder} holds", machine.threads[thread].name))
    });
    format!("Deadlock: {}.", waiting.collect::<Vec<_>>().join("; "))
}

/// The first store of a value that was loaded before another thread wrote there.
fn lost(machine: &Machine, turns: &[Turn]) -> Option<String> {
    let name = |turn: &Turn| &machine.threads[turn.thread].name;
    for (at, turn) in turns.iter().enumerate() {
        let Step::Store(variable) = &turn.step else { continue };
        let loads = |other: &Turn| other.thread == turn.thread && matches!(&other.step, Step::Load(_));
        let loaded = turns[..at].iter().rposition(loads)?;
        if turns[loaded].step.variable() != Some(variable) {
            continue;
        }
        let overwritten = |other: &Turn| other.thread != turn.thread && other.step.writes(variable);
        if let Some(between) = turns[loaded..at].iter().position(overwritten) {
            return Some(format!(
                "An update was lost: in step {}, {} stored what it had loaded in step {}, and so wiped out what {} stored in step {}.",
                at + 1,
                name(turn),
                loaded + 1,
                name(&turns[loaded + between]),
                loaded + between + 1,
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::parse;
    use rstest::rstest;

    #[rstest]
    #[case::lost(
        "shared: c = 0\nthread A: load c; add 1; store c\nthread B: load c; add 1; store c\nrun: A B A B A B\nexpect: c = 2",
        "It ends with c = 1, not 2. An update was lost: in step 6, B stored what it had loaded in step 2, and so wiped out what A stored in step 5."
    )]
    #[case::right(
        "shared: c = 0\nthread A: load c; add 1; store c\nthread B: fetch_add c 1\nrun: B A A A\nexpect: c = 2",
        "It ends with c = 2."
    )]
    #[case::cycle(
        "thread A: lock l; lock r\nthread B: lock r; lock l\nrun: A B",
        "Deadlock: A waits for r, which B holds; B waits for l, which A holds."
    )]
    fn the_end_is_told(#[case] body: &str, #[case] told: &str) {
        let machine = parse(&format!("title: t\n{body}")).expect("it is right");
        assert_eq!(ending(&machine, &play(&machine, &machine.run)), told);
    }
}
