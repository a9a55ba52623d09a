//! Fan out, fan in: what must hold of `map_workers` under every schedule, and of many items on real threads.

use grader::judge::{self as facts, Fact, Verdict, explored};
use rstest::rstest;

use crate::case::{Case, Run, judge};

const STEM: &str = "ex09_channel";
const WORKERS: usize = 4;

#[rstest]
#[case("one_worker", "[8, 7, 9]")]
#[case("two_workers", "[9, 7]")]
#[case("no_items", "[]")]
#[case("fewer_items_than_workers", "[6]")]
fn order(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "order", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

#[rstest]
fn workers() {
    judge(STEM, "workers", "one worker, and four", |case| {
        let beside = explored("beside_the_caller").outcomes(&["false"]).wrong(Verdict::NoThread);
        let bounded = explored("as_many_calls_as_workers").outcomes(&["true"]).wrong(Verdict::NotBounded);
        // Explored first: it knows why a thread waits for ever, which a run does not.
        if case.explore(&beside) && case.explore(&bounded) {
            // One more may hand out or gather.
            run(case, "plain", 200, &[&facts::threads_between(1, WORKERS + 1), &facts::joined()]);
        }
    });
}

#[rstest]
#[case("two_meet", "[0, 1]")]
#[case("one_takes_long", "[0, 1, 2]")]
#[case("one_takes_very_long", "[0, 1, 2, 3, 4, 5, 6, 7]")]
fn parallel(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "parallel", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]).waits(Verdict::NotParallel));
    });
}

#[rstest]
fn bounded() {
    judge(STEM, "bounded", "taken_for_one", |case| {
        case.explore(&explored("taken_for_one").outcomes(&["true"]).wrong(Verdict::NotBounded));
    });
}

#[rstest]
fn many() {
    judge(STEM, "many", "three workers, and four", |case| {
        let many = explored("many").outcomes(&["([0, 1, 2, 3, 4, 5, 6, 7], true)"]);
        if case.explore(&many.wrong(Verdict::NotBounded).waits(Verdict::NotParallel)) {
            let most = 2 * WORKERS + 1;
            run(case, "plain", 10_000, &[&facts::replies_at_most("items under way", most, Verdict::NotBounded)]);
            run(case, "held", 500, &[&facts::threads_between(WORKERS, WORKERS + 1), &facts::joined()]);
        }
    });
}

#[rstest]
#[case("the_worker_panics")]
#[case("all_workers_panic")]
#[case("one_worker_panics")]
#[case("the_last_item_panics")]
fn panics(#[case] scenario: &str) {
    judge(STEM, "panics", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&["\"panics\""]));
    });
}

#[rstest]
#[case("waits_for_a_result", "[0]")]
#[case("waits_for_room", "[0, 1, 2, 3]")]
#[case("waits_for_an_item", "[1, 0]")]
fn waits_asleep(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "waits_asleep", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

/// What holds of a run on real threads: the results, and these facts.
fn run(case: &mut Case, way: &str, items: usize, facts: &[&Fact]) {
    let Some(seen) = case.run(&Run::of(&format!("{way} {items} {WORKERS}"))) else { return };
    let results = seen.reply("results").unwrap_or_default().as_chunks().0;
    let results: Vec<u64> = results.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect();
    let expected: Vec<u64> = (0..items as u64).map(u64::reverse_bits).collect();
    case.equal("the results", &expected, &results);
    case.all_hold(&seen, facts);
}
