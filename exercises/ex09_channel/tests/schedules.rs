//! ex09: fan out, fan in, under every order in which the threads can take turns. A step that fails shows the order in which
//! it does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex09 --test schedules`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{self, catch_unwind};

use controlled::map_workers;
use weave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use weave::sync::{Barrier, Mutex, mpsc};

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex09_channel_under_every_schedule() {
    explore(step_1_results_come_in_the_order_of_the_items);
    explore(step_2_two_workers_call_f_at_the_same_time);
    explore(step_3_a_call_that_takes_long_holds_up_nobody_else);
    explore(step_4_no_more_items_are_taken_than_can_be_worked_on_soon);
    explore(step_5_a_panic_is_heard_also_when_no_worker_is_left);
}

fn step_1_results_come_in_the_order_of_the_items() {
    assert_eq!(map_workers([1, 3], workers(2), |item| 10 - item), [9, 7]);
}

fn step_2_two_workers_call_f_at_the_same_time() {
    let both_there = Barrier::new(2);
    map_workers([1, 2], workers(2), |_| {
        // Returns when two threads have come here.
        both_there.wait();
    });
}

fn step_3_a_call_that_takes_long_holds_up_nobody_else() {
    let (through, others) = mpsc::channel();
    let others = Mutex::new(others);
    map_workers(0..3, workers(2), |item| match item {
        // Returns when `f` is through with the two other items.
        0 => {
            let others = others.lock().expect("nobody panics with it");
            (0..2).for_each(|_| others.recv().expect("the sender is there"));
        }
        _ => through.send(()).expect("the receiver is there"),
    });
}

fn step_4_no_more_items_are_taken_than_can_be_worked_on_soon() {
    let under_way = AtomicUsize::new(0);
    let counted = (0..4).inspect(|_| {
        let now = under_way.fetch_add(1, SeqCst) + 1;
        assert!(now <= 3, "{now} items were taken that f was not through with; for 1 worker, 3 are enough");
    });
    map_workers(counted, workers(1), |_| under_way.fetch_sub(1, SeqCst));
}

fn step_5_a_panic_is_heard_also_when_no_worker_is_left() {
    let mapped = catch_unwind(|| map_workers(0..4, workers(1), |_| panic!("a bad item")));
    assert!(mapped.is_err(), "f panicked, and map_workers returned");
}

fn workers(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).expect("more than 0")
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
Not written yet. First: `map_workers` in exercises/ex09_channel/src/lib.rs, with one worker; then with as many as are asked for.
Then again:      cargo test -p ex09
";
