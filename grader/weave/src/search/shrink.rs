//! The failing schedule with the fewest deviations that can be found near the one that was found first.

use super::replay::trim;
use crate::engine::Execution;
use crate::engine::choice::{Choice, Guide};

/// So many schedules are run to make one shorter.
const TRIES: usize = 100;

/// Takes away deviations one after the other, as long as the same fault comes up. `run` runs a schedule; the execution that
/// fails with the fewest deviations is returned.
pub(super) fn shrink(mut best: Box<Execution>, mut run: impl FnMut(Guide) -> Box<Execution>) -> Box<Execution> {
    let mut tries = 0;
    let mut from = chosen(&best.choices).len();
    while let Some(position) = chosen(&best.choices)[..from].iter().rposition(|choice| *choice != 0) {
        if tries == TRIES {
            break;
        }
        tries += 1;
        let mut candidate = chosen(&best.choices);
        candidate[position] = 0;
        trim(&mut candidate);
        let execution = run(Guide::Follow(candidate));
        let fewer = deviations(&execution.choices) < deviations(&best.choices);
        if same_fault(&execution, &best) && fewer {
            best = execution;
        }
        from = position.min(chosen(&best.choices).len());
    }
    best
}

fn same_fault(one: &Execution, other: &Execution) -> bool {
    match (&one.failure, &other.failure) {
        (Some(one), Some(other)) => one.fault == other.fault && one.text == other.text,
        _ => false,
    }
}

/// What was chosen, without the ordinary choices at the end.
pub(super) fn chosen(choices: &[Choice]) -> Vec<u16> {
    let mut chosen = choices.iter().map(|choice| choice.chosen).collect();
    trim(&mut chosen);
    chosen
}

pub(super) fn deviations(choices: &[Choice]) -> usize {
    choices.iter().filter(|choice| choice.chosen != 0).count()
}
