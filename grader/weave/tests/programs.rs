//! Every program under the explorer: the verdict that it must get, all outcomes that it must have, and a schedule that replays.
//!
//! The table of verdicts, schedules and replays goes to `programs.tsv` in cargo's folder for what tests make.

mod plain;

use plain::Plain;
use std::collections::BTreeSet;
use weave::{Exploration, Explorer, Fault, LeftThreads, Verdict};
use weave_programs::{Expect, Outcomes, PROGRAMS, Program, ThreadsLeft, Time};

fn explorer(program: &Program) -> Explorer {
    let time = match program.time {
        Time::Adversarial => weave::Time::Adversarial,
        Time::Ideal => weave::Time::Ideal,
    };
    let left = match program.threads_left {
        ThreadsLeft::Refused => LeftThreads::Fail,
        ThreadsLeft::Allowed => LeftThreads::RunOn,
        ThreadsLeft::Ended => LeftThreads::End,
    };
    Explorer::new().time(time).left_threads(left).max_operations(100_000)
}

fn body(program: &Program) -> impl Fn() -> Plain + Send + Sync + 'static {
    let run = program.run;
    move || Plain(run())
}

fn expected(expect: Expect, verdict: Verdict) -> bool {
    match (expect, verdict) {
        (Expect::Passes, Verdict::Passed) | (Expect::Unfinished, Verdict::Inconclusive) => true,
        (Expect::Deadlock, Verdict::Failed(fault)) => matches!(fault, Fault::Deadlock | Fault::Stuck),
        (Expect::Panics, Verdict::Failed(fault)) => matches!(fault, Fault::Panicked | Fault::PanickedUnseen),
        (Expect::Race, Verdict::Failed(fault)) => fault == Fault::DataRace,
        (Expect::Leaks, Verdict::Failed(fault)) => fault == Fault::ThreadLeft,
        (Expect::Livelock, Verdict::Failed(fault)) => fault == Fault::Livelock,
        _ => false,
    }
}

/// What is wrong with the outcomes that were found.
fn wrong_outcomes(outcomes: Outcomes, found: &Exploration) -> Option<String> {
    let seen: BTreeSet<&str> = found.outcomes.keys().map(String::as_str).collect();
    let set = |all: &[&'static str]| all.iter().copied().collect::<BTreeSet<_>>();
    let wrong = match outcomes {
        Outcomes::Any => false,
        Outcomes::Constant => seen.len() != 1,
        Outcomes::Exactly(all) => seen != set(all),
        Outcomes::Among(all) => !seen.is_subset(&set(all)),
        Outcomes::Unseen(all) => !seen.is_subset(&set(all)) || found.complete,
        Outcomes::Litmus(litmus) => {
            let allowed = set(litmus.allowed);
            !seen.is_superset(&allowed) || !seen.is_subset(&(&allowed | &set(litmus.not_modelled)))
        }
    };
    wrong.then(|| format!("found {seen:?} where {outcomes:?}"))
}

/// What is wrong with what was printed.
fn wrong_prints(expected: Option<&[&str]>, found: &Exploration) -> Option<String> {
    let printed: BTreeSet<&str> = found.printed.keys().map(String::as_str).collect();
    let expected: BTreeSet<&str> = expected?.iter().copied().collect();
    (printed != expected).then(|| format!("printed {printed:?}, not {expected:?}"))
}

/// The replay of a failing schedule fails in the same way.
fn wrong_replay(program: &Program, found: &Exploration) -> Option<String> {
    let schedule = &found.failing.as_ref()?.replay;
    let again = explorer(program).replay(schedule, body(program)).expect("a schedule that was just printed");
    (again.verdict != found.verdict).then(|| format!("replaying {schedule} ends in {:?}", again.verdict))
}

fn row(program: &Program, found: &Exploration) -> String {
    let verdict = match found.verdict {
        Verdict::Failed(fault) => fault.name(),
        Verdict::Passed => "passed",
        Verdict::Inconclusive => "inconclusive",
    };
    let failing = found.failing.as_ref();
    let after = failing.map(|failing| failing.found_after.to_string()).unwrap_or_default();
    let replay = failing.map_or("", |failing| &failing.replay);
    [program.name, verdict, &found.covered(), &after, &found.redundant.to_string(), replay].join("\t")
}

fn check(program: &Program) -> (String, Vec<String>) {
    if std::env::var_os("WEAVE_TELL").is_some() {
        eprintln!("{}", program.name);
    }
    let found = explorer(program).explore(body(program));
    let mut wrong = Vec::new();
    if !expected(program.expect, found.verdict) {
        let message = found.failing.as_ref().map_or("", |failing| &failing.explanation.message);
        wrong.push(format!("{:?}, not {:?}, in {}: {message}", found.verdict, program.expect, found.covered()));
    }
    if found.verdict == Verdict::Passed {
        wrong.extend(wrong_outcomes(program.outcomes, &found));
        wrong.extend(wrong_prints(program.prints, &found));
    }
    wrong.extend(wrong_replay(program, &found));
    (row(program, &found), wrong.into_iter().map(|wrong| format!("{}: {wrong}", program.name)).collect())
}

/// `WEAVE_PROGRAM=NAME` for those whose name contains it.
#[test]
fn every_program_gets_its_verdict() {
    let only = std::env::var("WEAVE_PROGRAM").unwrap_or_default();
    let chosen = PROGRAMS.iter().filter(|program| program.name.contains(&only));
    let (rows, wrong): (Vec<String>, Vec<Vec<String>>) = chosen.map(check).unzip();
    let table = format!("program\tverdict\tcovered\tfound after\tredundant\treplay\n{}\n", rows.join("\n"));
    let place = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs.tsv");
    std::fs::write(place, table).expect("the target folder can be written");
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{} faults in {} programs:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
