//! A thread pool: what must hold of `ThreadPool` under every schedule, and of its threads in a run.

use grader::judge::{self as facts, Verdict, explored};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex13_pool";
const SEEN: &str = "100 jobs done, at most 4 at once, 0 on the thread that handed them in";

#[rstest]
#[case("elsewhere", "0", Verdict::NoThread)]
#[case("once", "1", Verdict::Race)]
fn runs(#[case] scenario: &str, #[case] outcome: &str, #[case] wrong: Verdict) {
    judge(STEM, "runs", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]).wrong(wrong));
    });
}

#[rstest]
fn bounded() {
    judge(STEM, "bounded", "one_at_a_time", |case| {
        // None that overlaps another, and all on one thread.
        case.explore(&explored("one_at_a_time").outcomes(&["(0, 1)"]).wrong(Verdict::NotBounded));
    });
}

#[rstest]
fn order() {
    judge(STEM, "order", "in_order", |case| {
        case.explore(&explored("in_order").outcomes(&["[1, 2, 3]"]).wrong(Verdict::WrongAnswer));
    });
}

#[rstest]
fn returns_at_once() {
    judge(STEM, "returns_at_once", "while_busy", |case| {
        let asked = explored("while_busy").outcomes(&["0"]).wrong(Verdict::NoThread);
        case.explore(&asked.waits(Verdict::NotParallel));
    });
}

#[rstest]
#[case("drop_with_a_queue", "3")]
#[case("drop_two_workers", "()")]
fn drop_finishes(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "drop_finishes", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

#[rstest]
#[case("two_meet")]
#[case("first_and_third_meet")]
fn parallel(#[case] scenario: &str) {
    judge(STEM, "parallel", scenario, |case| {
        case.explore(&explored(scenario).waits(Verdict::NotParallel));
    });
}

#[rstest]
#[case("join_one", "1", Verdict::Race)]
#[case("join_two", "2", Verdict::Race)]
#[case("join_again", "[1, 2]", Verdict::Race)]
#[case("two_hand_in", "2", Verdict::Race)]
#[case("join_runs_none", "0", Verdict::NoThread)]
fn join_waits(#[case] scenario: &str, #[case] outcome: &str, #[case] wrong: Verdict) {
    judge(STEM, "join_waits", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]).wrong(wrong));
    });
}

#[rstest]
fn all_joins_return() {
    judge(STEM, "all_joins_return", "two_join", |case| {
        case.explore(&explored("two_join").outcomes(&["[1, 1]"]));
    });
}

#[rstest]
fn jobs_of_jobs() {
    judge(STEM, "jobs_of_jobs", "jobs_hand_in_jobs", |case| {
        case.explore(&explored("jobs_hand_in_jobs").outcomes(&["1"]));
    });
}

#[rstest]
#[case("a_panic_stays_where_it_is", "()", Verdict::Panicked)]
#[case("between_two_panics", "1", Verdict::Race)]
fn panics(#[case] scenario: &str, #[case] outcome: &str, #[case] wrong: Verdict) {
    judge(STEM, "panics", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]).wrong(wrong));
    });
}

#[rstest]
#[case("on_one_thread_after_a_panic", "1", Verdict::NotBounded)]
#[case("two_meet_after_three_panics", "2", Verdict::Race)]
fn workers_stay(#[case] scenario: &str, #[case] outcome: &str, #[case] wrong: Verdict) {
    judge(STEM, "workers_stay", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]).wrong(wrong));
    });
}

#[rstest]
fn waits_asleep() {
    judge(STEM, "waits_asleep", "asleep", |case| {
        case.explore(&explored("asleep"));
    });
}

#[rstest]
fn threads() {
    judge(STEM, "threads", "100 jobs for 4 threads", |case| {
        let Some(seen) = case.run(&Run::of("")) else { return };
        let replies = facts::replies("jobs when join has returned", SEEN);
        case.all_hold(&seen, &[&replies, &facts::threads(4), &facts::joined(), &facts::waits_without_asking()]);
    });
}
