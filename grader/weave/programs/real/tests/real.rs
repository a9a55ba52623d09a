//! Runs the right programs once on the real std.
//! That proves nothing about their schedules: only that they compile, can pass, and say what their tables allow.
//! Programs for an ideal clock are left out: a real one promises them nothing.

use std::collections::HashSet;
use std::panic;

use weave_programs::{Expect, Outcomes, PROGRAMS, Program, Time, random};

/// Whether the table of the program has this outcome.
fn is_possible(program: &Program, outcome: &str) -> bool {
    match program.outcomes {
        Outcomes::Any | Outcomes::Constant => true,
        Outcomes::Exactly(outcomes) | Outcomes::Among(outcomes) | Outcomes::Unseen(outcomes) => {
            outcomes.contains(&outcome)
        }
        Outcomes::Litmus(litmus) => litmus.allowed.contains(&outcome) || litmus.not_modelled.contains(&outcome),
    }
}

#[test]
fn right_programs_can_pass_on_the_real_std() {
    let mut faults = Vec::new();
    let right = |program: &&Program| program.expect == Expect::Passes && program.time == Time::Adversarial;
    for program in PROGRAMS.iter().filter(right) {
        match panic::catch_unwind(program.run) {
            Ok(outcome) if is_possible(program, &outcome) => (),
            Ok(outcome) => faults.push(format!("{}: came to {outcome:?}", program.name)),
            Err(_) => faults.push(format!("{}: panicked", program.name)),
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn no_two_programs_have_one_name() {
    let mut names = HashSet::new();
    let twice: Vec<_> = PROGRAMS.iter().map(|program| program.name).filter(|name| !names.insert(*name)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn no_outcome_is_both_allowed_and_forbidden() {
    for program in PROGRAMS {
        if let Outcomes::Litmus(litmus) = program.outcomes {
            let forbidden = |outcome: &&str| litmus.forbidden.contains(outcome);
            let both = litmus.allowed.iter().chain(litmus.not_modelled).find(|outcome| forbidden(outcome));
            assert_eq!(both, None, "{}", program.name);
        }
    }
}

#[test]
fn a_seed_is_a_program() {
    for seed in 0..100 {
        let operations = random::operations(seed);
        assert_eq!(operations, random::operations(seed));
        assert!((2..=3).contains(&operations.len()), "seed {seed}");
        assert!(operations.iter().all(|thread| (1..=4).contains(&thread.len())), "seed {seed}");
    }
}
