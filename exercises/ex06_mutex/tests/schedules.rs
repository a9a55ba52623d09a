//! ex06: one map, under every order in which its threads can take turns. A step that fails shows the order in which it does.
//! What is asked is written in `src/lib.rs`; run this with `cargo test -p ex06 --test schedules`.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::panic;

use controlled::frequency;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex06_mutex_under_every_schedule() {
    explore(step_1_two_threads_lose_no_letter);
    explore(step_2_nor_do_two_threads_that_come_back);
}

fn step_1_two_threads_lose_no_letter() {
    assert_eq!(sorted(frequency(&["a", "a"], 2)), [('a', 2)], "two lines, an a in each");
}

fn step_2_nor_do_two_threads_that_come_back() {
    assert_eq!(sorted(frequency(&["a", "b", "a"], 2)), [('a', 2), ('b', 1)], "three lines, two threads");
}

fn sorted(counts: HashMap<char, usize>) -> Vec<(char, usize)> {
    counts.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect()
}

/// Explores a step, and says what to do first where there is nothing to explore yet.
#[track_caller]
fn explore(step: fn()) {
    if let Err(payload) = panic::catch_unwind(|| weave::explore(step)) {
        assert!(!text(&*payload).contains("not yet implemented"), "\n{FIRST}");
        panic::resume_unwind(payload);
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}

const FIRST: &str = "
Not written yet. First: `frequency` in exercises/ex06_mutex/src/lib.rs, in place of its todo!(), for one worker; then for many.
Then again:      cargo test -p ex06
";
