//! ex12: a row of cells, under every order in which its threads can take turns. A step that fails shows the order in which
//! it does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex12 --test schedules`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic;

use controlled::diffuse;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex12_barrier_under_every_schedule() {
    explore(step_1_two_workers_read_before_either_writes);
    explore(step_2_two_workers_write_before_either_reads_again);
    explore(step_3_three_workers_step_together);
    explore(step_4_more_workers_than_cells_come_to_an_end);
    explore(step_5_a_cell_left_over_is_somebodys);
}

fn step_1_two_workers_read_before_either_writes() {
    assert_eq!(diffuse(vec![9.0, 0.0], 1, workers(2)), [6.0, 3.0], "each is made of both as they were");
}

fn step_2_two_workers_write_before_either_reads_again() {
    assert_eq!(diffuse(vec![9.0, 0.0], 2, workers(2)), [5.0, 4.0], "after round 1 they are 6 and 3");
}

fn step_3_three_workers_step_together() {
    assert_eq!(diffuse(vec![9.0, 0.0, 0.0], 1, workers(3)), [6.0, 3.0, 0.0], "one cell each");
}

fn step_4_more_workers_than_cells_come_to_an_end() {
    assert_eq!(diffuse(vec![9.0, 0.0], 1, workers(3)), [6.0, 3.0], "3 workers, of whom 2 have something to do");
}

fn step_5_a_cell_left_over_is_somebodys() {
    assert_eq!(diffuse(vec![9.0, 0.0, 0.0], 1, workers(2)), [6.0, 3.0, 0.0], "3 cells, 2 workers");
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
Not written yet. First: `diffuse` in exercises/ex12_barrier/src/lib.rs, with one worker; then with several, and a barrier.
Then again:      cargo test -p ex12
";
