//! Order your locks: what must hold of `Bank` under every schedule.

use grader::judge::{self as facts, Verdict, explored};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex11_deadlock";
const MOVES: &str = "\
moved 10: [20, 20, 20], 60 in all
done: [40, 0, 20], 60 in all
done: [40, 0, 20], 60 in all
moved 40: [0, 40, 20], 60 in all
";
const REFUSALS: &str = "\
10 is less than 11: [10, 20], 30 in all
done: [0, 30], 30 in all
0 is less than 1: [0, 30], 30 in all
done: [10, 20], 30 in all
no account 2: [10, 20], 30 in all
no account 5: [10, 20], 30 in all
no account 2: [10, 20], 30 in all
the same account: [10, 20], 30 in all
asked 0 times
";

#[rstest]
fn moves() {
    on_one_thread("moves", &["moves"], MOVES);
}

#[rstest]
fn refusals() {
    on_one_thread("refusals", &["refusals", "same_account"], REFUSALS);
}

/// Explored first, although a single thread has one schedule: who waits for themselves is told apart from who waits.
fn on_one_thread(check: &'static str, scenarios: &[&str], says: &'static str) {
    judge(STEM, check, "one thread", |case| {
        if scenarios.iter().all(|scenario| case.explore(&explored(scenario)))
            && let Some(seen) = case.run(&Run::of(check))
        {
            case.all_hold(&seen, &[&facts::replies(check, says)]);
        }
    });
}

#[rstest]
#[case("opposite", "[6, 4]")]
#[case("ring", "[7, 4, 4]")]
fn opposite(#[case] scenario: &str, #[case] balances: &str) {
    judge(STEM, "opposite", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[balances]));
    });
}

#[rstest]
#[case("overdraft", &["([Ok(1), Err(\"0 is less than 1\")], [0, 0, 1])", "([Err(\"0 is less than 1\"), Ok(1)], [0, 1, 0])"])]
#[case("two_arrive", &["[0, 0, 2]"])]
#[case("leaves_while_one_arrives", &["[0, 1, 1]"])]
fn no_overdraft(#[case] scenario: &str, #[case] outcomes: &[&str]) {
    judge(STEM, "no_overdraft", scenario, |case| {
        case.explore(&explored(scenario).outcomes(outcomes));
    });
}

#[rstest]
#[case("balance_holds", &["([Ok(1), Ok(0)], [0, 0, 1])", "([Ok(0), Ok(1)], [0, 1, 0])"])]
#[case("nothing_arrives_meanwhile", &["(Ok(1), [0, 1, 1])", "(Ok(2), [0, 0, 2])"])]
fn balance_holds(#[case] scenario: &str, #[case] outcomes: &[&str]) {
    judge(STEM, "balance_holds", scenario, |case| {
        case.explore(&explored(scenario).outcomes(outcomes));
    });
}

#[rstest]
#[case("total_while_up")]
#[case("total_while_down")]
fn total(#[case] scenario: &str) {
    judge(STEM, "total", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&["(2, 2)"]));
    });
}

#[rstest]
#[case("apart", "(Ok(1), [0, 2, 0, 2])")]
#[case("apart_downwards", "(Ok(1), [2, 2, 0, 0])")]
#[case("apart_while_one_waits", "(Ok(1), [1, 1, 2, 0])")]
#[case("apart_while_two_wait", "(Ok(1), [0, 4, 0, 4])")]
fn apart(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "apart", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]).waits(Verdict::NotParallel));
    });
}

#[rstest]
#[case("asleep_for_the_receiver")]
#[case("asleep_for_the_giver")]
#[case("asleep_for_both")]
fn waits_asleep(#[case] scenario: &str) {
    judge(STEM, "waits_asleep", scenario, |case| {
        case.explore(&explored(scenario));
    });
}
