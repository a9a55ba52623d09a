//! Publish with the right ordering: what must hold of `Mailbox` under every schedule, and whatever old values loads return.

use grader::judge::{self as facts, explored};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex14_ordering";

/// Each letter, read twice.
const LETTERS: &str = "Some([3, 4])\nSome([3, 4])\nSome([0, 0])\nSome([0, 0])\nSome([0, 1])\nSome([0, 1])\n\
                       Some([7, 0])\nSome([7, 0])\nSome([18446744073709551615, 18446744073709551614])\n\
                       Some([18446744073709551615, 18446744073709551614])\n";

/// Of each letter: nothing before it, the letter twice, and nothing in another mailbox.
const SEQUENCE: &str =
    "[(None, true, None), (None, true, None), (None, true, None), (None, true, None), (None, true, None)]";

#[rstest]
fn sequence() {
    judge(STEM, "sequence", "one_thread", |case| {
        let Some(seen) = case.run(&Run::of("")) else { return };
        if !case.all_hold(&seen, &[&facts::replies("letters that are read", LETTERS)]) {
            return;
        }
        case.explore(&explored("one_thread").outcomes(&[SEQUENCE]));
    });
}

#[rstest]
#[case("one_reader", &["None", "Some([3, 4])"])]
#[case("two_readers", &[
    "(None, None)", "(None, Some([3, 4]))", "(Some([3, 4]), None)", "(Some([3, 4]), Some([3, 4]))",
])]
fn whole_letter(#[case] scenario: &str, #[case] outcomes: &[&str]) {
    judge(STEM, "whole_letter", scenario, |case| {
        case.explore(&explored(scenario).outcomes(outcomes));
    });
}

#[rstest]
#[case("two_reads_in_a_row", &[
    "([false, false], Some([0, 7]))", "([false, true], Some([0, 7]))", "([true, true], Some([0, 7]))",
])]
#[case("published_before", &["(Some([0, 7]), Some([0, 7]))"])]
#[case("told_by_the_sender", &["true"])]
#[case("told_by_a_reader", &["true"])]
fn stays(#[case] scenario: &str, #[case] outcomes: &[&str]) {
    judge(STEM, "stays", scenario, |case| {
        case.explore(&explored(scenario).outcomes(outcomes));
    });
}

#[rstest]
#[case("done_before", "true")]
#[case("done_before_two_readers", "(true, true)")]
fn before(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "before", scenario, |case| {
        let asked = explored(scenario).outcomes(&[outcome]);
        if case.explore(&asked) {
            case.remark_on_orderings(&asked);
        }
    });
}

#[rstest]
#[case("nothing_comes", "None")]
#[case("nobody_waits", "()")]
fn no_waiting(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "no_waiting", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}
