//! Count without losing an update: what must hold of `HitCounter` under every schedule.

use grader::judge::{self as facts, explored};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex07_atomics";
const SEQUENCE: &str = "0 0\n4 3600000000\n4 3600000000\n4 3600000000\n0 0\n0 0\n1 9\n1 7\n";

#[rstest]
fn sequence() {
    judge(STEM, "sequence", "two counters, one thread", |case| {
        let Some(seen) = case.run(&Run::of("")) else { return };
        case.all_hold(&seen, &[&facts::replies("what two counters say", SEQUENCE)]);
    });
}

#[rstest]
#[case("two_hits", "2")]
#[case("three_hits", "3")]
fn every_hit(#[case] scenario: &str, #[case] hits: &str) {
    judge(STEM, "every_hit", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[hits]));
    });
}

#[rstest]
fn longest() {
    judge(STEM, "longest", "longest_of_three", |case| {
        case.explore(&explored("longest_of_three").outcomes(&["5"]));
    });
}

#[rstest]
fn take() {
    judge(STEM, "take", "hit_during_take", |case| {
        case.explore(&explored("hit_during_take").outcomes(&["((2, 5), true)"]));
    });
}

#[rstest]
#[case("two_takes", "(1, 1)")]
#[case("two_takes_beside_a_hit", "((2, 6), true)")]
fn two_takes(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "two_takes", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

#[rstest]
#[case("reads_during_hits")]
#[case("read_during_take")]
fn reads(#[case] scenario: &str) {
    judge(STEM, "reads", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&["(true, true)"]));
    });
}

#[rstest]
fn no_waiting() {
    judge(STEM, "no_waiting", "nobody_waits", |case| {
        case.explore(&explored("nobody_waits"));
    });
}
