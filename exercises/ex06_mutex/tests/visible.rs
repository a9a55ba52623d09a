//! ex06: one map, many threads. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex06`.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::panic;

use ex06::frequency;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex06_mutex() {
    first_or(step_1_one_worker_counts_one_line);
    step_2_only_letters_count_and_only_in_lower_case();
    step_3_letters_are_characters_not_bytes();
    step_4_there_may_be_more_workers_than_lines_or_no_lines();
    step_5_many_workers_count_what_one_does();
}

fn step_1_one_worker_counts_one_line() {
    assert_eq!(sorted(frequency(&["abba"], 1)), [('a', 2), ('b', 2)]);
}

fn step_2_only_letters_count_and_only_in_lower_case() {
    assert_eq!(sorted(frequency(&["A1 a-", "2 B? a"], 2)), [('a', 3), ('b', 1)]);
}

fn step_3_letters_are_characters_not_bytes() {
    assert_eq!(
        sorted(frequency(&["žÅé", "Žåx", "ΑΣ"], 2)),
        [('x', 1), ('å', 2), ('é', 1), ('ž', 2), ('α', 1), ('σ', 1)]
    );
}

fn step_4_there_may_be_more_workers_than_lines_or_no_lines() {
    assert_eq!(sorted(frequency(&["ab", "b"], 9)), [('a', 1), ('b', 2)]);
    assert_eq!(sorted(frequency(&[], 3)), []);
    assert_eq!(sorted(frequency(&["", "a", ""], 3)), [('a', 1)]);
}

fn step_5_many_workers_count_what_one_does() {
    let lines: Vec<String> = (0..1001).map(|number| format!("line {number} of äß")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let expected = sorted(frequency(&lines, 1));
    for workers in [2, 3, 7] {
        assert_eq!(sorted(frequency(&lines, workers)), expected, "{workers} workers count less or more than one does");
    }
}

fn sorted(counts: HashMap<char, usize>) -> Vec<(char, usize)> {
    counts.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect()
}

/// Makes a step, and says what to do first where nothing has been written yet.
fn first_or(step: fn()) {
    if let Err(payload) = panic::catch_unwind(step) {
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
