//! Read together, write alone: what must hold of `Cache` under every schedule.

use grader::judge::{self as facts, Explored, Verdict, explored};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex08_rwlock";
const SAID: &str = "\
the: the at 0
owl: owl as the first, the same
and: and at 2
the: the at 0
pussycat: pussycat at 4
went: went at 5
to: to at 6
sea: sea at 7
the: the at 0
owl: owl as the first, the same
";

#[rstest]
fn once() {
    judge(STEM, "once", "one_thread", |case| {
        // Explored first: it knows why a thread waits for ever, which a run does not.
        if case.explore(&explored("one_thread").outcomes(&["[((0, true), Some(20)), ((0, true), Some(10))]"]))
            && let Some(seen) = case.run(&Run::of(""))
        {
            case.all_hold(&seen, &[&facts::replies("what one thread asks for", SAID)]);
        }
    });
}

#[rstest]
#[case("two_ask", "(1, true)")]
#[case("one_asks_meanwhile", "(1, true)")]
#[case("two_ask_meanwhile", "(1, true)")]
#[case("two_keys", "[(1, true), (1, true)]")]
fn together(#[case] scenario: &str, #[case] outcome: &str) {
    explore("together", &explored(scenario).outcomes(&[outcome]));
}

#[rstest]
#[case("reads_the_same_meanwhile")]
#[case("reads_another_meanwhile")]
#[case("readers_meet")]
fn readers(#[case] scenario: &str) {
    explore("readers", &explored(scenario).outcomes(&["((0, true), true)"]).waits(Verdict::NotParallel));
}

#[rstest]
#[case("a_present_key_meanwhile", "[(1, true), (0, true)]")]
#[case("a_new_key_meanwhile", "[(1, true), (0, true)]")]
#[case("many_keys_meanwhile", "(1, true)")]
#[case("keys_meanwhile_and_one_waits", "[(1, true), (0, true)]")]
fn apart(#[case] scenario: &str, #[case] outcome: &str) {
    explore("apart", &explored(scenario).outcomes(&[outcome]).waits(Verdict::NotParallel));
}

#[rstest]
#[case("asks_within", "[(1, true), (0, true), (1, true)]")]
#[case("asks_within_while_two_wait", "[(1, true), (1, true)]")]
#[case("asks_for_what_another_computes", "[(1, true), (1, true)]")]
fn within(#[case] scenario: &str, #[case] outcome: &str) {
    explore("within", &explored(scenario).outcomes(&[outcome]));
}

#[rstest]
#[case("panics", "[(0, true), (1, true), (0, true), (1, true)]")]
#[case("panics_beside_another_key", "[(1, true), (1, true)]")]
fn panics(#[case] scenario: &str, #[case] outcome: &str) {
    explore("panics", &explored(scenario).outcomes(&[outcome]));
}

#[rstest]
#[case("panics_while_one_waits", "(1, true)")]
#[case("panics_while_two_wait", "(1, true)")]
#[case("panics_twice_while_one_waits", "(1, true)")]
#[case("panics_within_while_two_wait", "[(1, true), (1, true)]")]
fn hands_over(#[case] scenario: &str, #[case] outcome: &str) {
    explore("hands_over", &explored(scenario).outcomes(&[outcome]));
}

#[rstest]
fn waits_asleep() {
    explore("waits_asleep", &explored("asleep").outcomes(&["(1, true)"]));
}

#[rstest]
fn crowd() {
    explore("crowd", &explored("crowd").outcomes(&["[(1, true), (1, true)]"]));
}

#[track_caller]
fn explore(check: &str, asked: &Explored) {
    judge(STEM, check, asked.scenario(), |case| {
        case.explore(asked);
    });
}
