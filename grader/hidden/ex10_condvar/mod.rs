//! Wait for a condition: what must hold of `BoundedQueue` under every schedule.

use grader::judge::{self as facts, Verdict, explored};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex10_condvar";
const SAID: &str = "Ok(())\nOk(())\nSome(\"a\")\nOk(())\nOk(())\nSome(\"b\")\nSome(\"c\")\nSome(\"d\")\n";

#[rstest]
#[case("one_thread", "([Ok(()), Ok(())], Some(1), [Ok(()), Ok(())], [Some(2), Some(3), Some(4)])")]
#[case("producer_and_consumer", "[Some(1), Some(2)]")]
fn order(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "order", scenario, |case| {
        // Explored first: it knows why a thread waits for ever, which a run does not.
        if case.explore(&explored(scenario).outcomes(&[outcome]).wrong(Verdict::WrongAnswer)) {
            let Some(seen) = case.run(&Run::of("")) else { return };
            case.all_hold(&seen, &[&facts::replies("what one thread pushes and pops", SAID)]);
        }
    });
}

#[rstest]
#[case("room_is_used", "[true, true]", Verdict::Race)]
#[case("push_waits", "true", Verdict::NotBounded)]
#[case("two_pushes_for_one_place", "true", Verdict::NotBounded)]
#[case("push_goes_on", "(Some(1), [Ok(()), Ok(())])", Verdict::Race)]
fn capacity(#[case] scenario: &str, #[case] outcome: &str, #[case] wrong: Verdict) {
    judge(STEM, "capacity", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]).wrong(wrong));
    });
}

#[rstest]
fn pop_waits() {
    judge(STEM, "pop_waits", "pop_goes_on", |case| {
        case.explore(&explored("pop_goes_on").outcomes(&["(Ok(()), Some(1))"]));
    });
}

#[rstest]
#[case("two_consumers", "([true, true], [Some(1), Some(2)])")]
#[case("two_consumers_and_room", "([true, true], [Some(1), Some(2)])")]
#[case("two_producers", "(true, [true, true], Some(0), [Some(1), Some(2)])")]
fn each_goes_on(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "each_goes_on", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

#[rstest]
fn close_drains() {
    judge(STEM, "close_drains", "close_drains", |case| {
        let outcome = "([true, true], Err(Closed(3)), [Some(1), Some(2), None], Err(Closed(4)), None)";
        case.explore(&explored("close_drains").outcomes(&[outcome]));
    });
}

#[rstest]
#[case("close_wakes_pop", "[None, None]")]
#[case("close_wakes_push", "(Ok(()), Err(Closed(1)), [Some(0), None])")]
fn close_wakes(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "close_wakes", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

#[rstest]
fn nothing_is_lost() {
    judge(STEM, "nothing_is_lost", "close_during_a_push", |case| {
        case.explore(&explored("close_during_a_push").outcomes(&["(true, None)"]));
    });
}

#[rstest]
#[case("pop_sleeps", "(Ok(()), Some(1))")]
#[case("push_sleeps", "(Ok(()), Some(0), Ok(()))")]
fn waits_asleep(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "waits_asleep", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}
