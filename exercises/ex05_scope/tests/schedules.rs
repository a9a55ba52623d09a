//! ex05: the longest lines, under every order in which the threads can take turns. A step that fails shows the order in which
//! it does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex05 --test schedules`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic;

use controlled::longest_lines;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex05_scope_under_every_schedule() {
    explore(step_1_each_line_is_in_its_place_whoever_is_done_first);
    explore(step_2_every_document_is_read);
}

fn step_1_each_line_is_in_its_place_whoever_is_done_first() {
    assert_eq!(longest_lines(&["a\naa", "b"], workers(2)), ["aa", "b"]);
}

fn step_2_every_document_is_read() {
    assert_eq!(longest_lines(&["a", "b", "c"], workers(2)), ["a", "b", "c"]);
}

fn workers(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("more than 0")
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
Not written yet. First: `longest_lines` in exercises/ex05_scope/src/lib.rs, for one document; then for many, with many threads.
Then again:      cargo test -p ex05
";
