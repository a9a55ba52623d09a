//! ex12: a row of cells, on real threads. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex12`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ex12::{diffuse, mixed};

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex12_barrier() {
    in_time(step_1_one_worker_does_all_cells);
    in_time(step_2_two_workers_need_each_others_cells);
    in_time(step_3_each_worker_has_a_cell);
    in_time(step_4_nothing_to_do_is_no_mistake);
    in_time(step_5_many_rounds_are_what_one_thread_makes_of_them);
}

fn step_1_one_worker_does_all_cells() {
    assert_eq!(diffuse(vec![9.0, 0.0, 0.0, 0.0], 1, workers(1)), [6.0, 3.0, 0.0, 0.0], "one round");
    assert_eq!(diffuse(vec![9.0, 0.0, 0.0, 0.0], 2, workers(1)), [5.0, 3.0, 1.0, 0.0], "two rounds");
}

fn step_2_two_workers_need_each_others_cells() {
    assert_eq!(diffuse(vec![9.0, 0.0, 0.0, 0.0], 2, workers(2)), [5.0, 3.0, 1.0, 0.0], "as with one worker");
    assert_eq!(
        diffuse(vec![0.0, 0.0, 0.0, 0.0, 9.0], 2, workers(2)),
        [0.0, 0.0, 1.0, 3.0, 5.0],
        "an odd number of cells"
    );
}

fn step_3_each_worker_has_a_cell() {
    assert_eq!(diffuse(vec![0.0, 9.0], 1, workers(8)), [3.0, 6.0], "8 workers, of whom 2 have something to do");
    assert_eq!(diffuse(vec![9.0, 0.0, 0.0, 0.0], 2, workers(3)), [5.0, 3.0, 1.0, 0.0], "3 workers and 4 cells");
}

fn step_4_nothing_to_do_is_no_mistake() {
    assert_eq!(diffuse(vec![], 3, workers(2)), [], "no cells");
    assert_eq!(diffuse(vec![1.0, 2.0], 0, workers(2)), [1.0, 2.0], "no rounds");
}

fn step_5_many_rounds_are_what_one_thread_makes_of_them() {
    let cells: Vec<f64> = (0..100).map(|cell| 1.0 / f64::from(cell + 1)).collect();
    let expected: Vec<u64> = bits(&one_after_the_other(cells.clone(), 50));
    for count in 1..=4 {
        let seen = bits(&diffuse(cells.clone(), 50, workers(count)));
        let at = seen.iter().zip(&expected).position(|(seen, expected)| seen != expected);
        assert_eq!(at, None, "of 100 cells, after 50 rounds with {count} workers, this is the first that is wrong");
        assert_eq!(seen.len(), expected.len(), "as many cells come out as went in");
    }
}

fn one_after_the_other(mut cells: Vec<f64>, rounds: usize) -> Vec<f64> {
    for _ in 0..rounds {
        let last = cells.len() - 1;
        let next = |at: usize| mixed(cells[at.saturating_sub(1)], cells[at], cells[last.min(at + 1)]);
        cells = (0..=last).map(next).collect();
    }
    cells
}

fn bits(cells: &[f64]) -> Vec<u64> {
    cells.iter().map(|cell| cell.to_bits()).collect()
}

fn workers(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("more than 0")
}

/// Runs a step on a thread of its own, so that one which waits for ever can be told.
fn in_time(step: fn()) {
    let (sender, done) = mpsc::channel();
    let thread = thread::spawn(move || {
        step();
        let _ = sender.send(());
    });
    if done.recv_timeout(LAST_RESORT) == Err(RecvTimeoutError::Timeout) {
        panic!("\n\nSomebody still waits in diffuse, and should not. tests/schedules.rs tells who, and why.\n");
    }
    if let Err(payload) = thread.join() {
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

/// All of this takes milliseconds. Past this time, somebody must be waiting for ever.
const LAST_RESORT: Duration = Duration::from_secs(60);
