//! Random programs: the search that leaves out what nobody can tell apart finds the same outcomes as the one that does not.

mod plain;

use plain::Plain;
use std::collections::BTreeSet;
use weave::{Exploration, Explorer, LeftThreads};

/// The program with a seed.
type Run = fn(u64) -> String;

/// What was returned, and what was printed.
fn outcomes(exploration: &Exploration) -> BTreeSet<&str> {
    exploration.outcomes.keys().chain(exploration.printed.keys()).map(String::as_str).collect()
}

/// How one program was compared.
#[derive(Debug, Default)]
struct Tally {
    same: usize,
    too_big: usize,
    both_fail: usize,
    reduced: usize,
    full: usize,
}

fn compare(run: Run, left: LeftThreads, seed: u64, tally: &mut Tally) -> Result<(), String> {
    let body = move || Plain(run(seed));
    let explorer = Explorer::new().spurious_wakeups((seed % 2) as u32).left_threads(left);
    let explorer = explorer.random(0).max_operations(150_000);
    let reduced = explorer.clone().nearby(0, 0).max_schedules(20_000).explore(body);
    let full = explorer.max_schedules(0).deviations(99).nearby(1, 8_000).explore(body);
    if reduced.fault().is_some() || full.fault().is_some() {
        tally.both_fail += 1;
        let agree = reduced.fault() == full.fault() || !full.complete;
        return if agree { Ok(()) } else { Err(format!("{:?} and {:?}", reduced.verdict, full.verdict)) };
    }
    let (few, many) = (outcomes(&reduced), outcomes(&full));
    if !full.complete {
        tally.too_big += 1;
        let missed: Vec<_> = many.difference(&few).collect();
        return if missed.is_empty() || !reduced.complete { Ok(()) } else { Err(format!("missed {missed:?}")) };
    }
    tally.same += 1;
    tally.reduced += reduced.schedules;
    tally.full += full.schedules;
    if few == many { Ok(()) } else { Err(format!("reduced {few:?}, full {many:?}")) }
}

/// `WEAVE_SEEDS=FROM..TO` for others than the usual ones.
fn seeds(usual: std::ops::Range<u64>) -> std::ops::Range<u64> {
    let asked = std::env::var("WEAVE_SEEDS").ok();
    let parse = |text: String| {
        let (from, to) = text.split_once("..")?;
        Some(from.parse().ok()?..to.parse().ok()?)
    };
    asked.and_then(parse).unwrap_or(usual)
}

fn compare_all(run: Run, left: LeftThreads, usual: std::ops::Range<u64>) {
    let mut tally = Tally::default();
    let mut wrong = Vec::new();
    for seed in seeds(usual) {
        if let Err(difference) = compare(run, left, seed, &mut tally) {
            wrong.push(format!("seed {seed}: {difference}; {:?}", weave_programs::random::operations(seed)));
        }
    }
    println!("{tally:?}");
    assert!(wrong.is_empty(), "{}\n{tally:?}", wrong.join("\n"));
    assert!(tally.same > 0, "no program was small enough: {tally:?}");
}

#[test]
fn the_reduced_search_finds_what_the_full_one_finds() {
    compare_all(weave_programs::random, LeftThreads::Fail, 0..24);
}

#[test]
fn so_it_does_where_threads_run_on() {
    compare_all(weave_programs::random_leaving, LeftThreads::RunOn, 0..12);
}

/// Few: each schedule leaves its threads in the process.
#[test]
fn so_it_does_where_threads_end_with_the_program() {
    compare_all(weave_programs::random_leaving_one, LeftThreads::End, 0..12);
}
