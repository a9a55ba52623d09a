//! ex09: fan out, fan in, on real threads. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex09`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{self, catch_unwind};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ex09::map_workers;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex09_channel() {
    in_time("waits for an item or a result", step_1_results_come_in_the_order_of_the_items);
    in_time("waits for a call that should run at the same time", step_2_as_many_calls_as_workers_run_at_the_same_time);
    in_time("waits for room or an item", step_3_no_more_items_are_taken_than_can_be_worked_on_soon);
    in_time("waits for a worker that has panicked", step_4_a_panic_is_heard);
}

fn step_1_results_come_in_the_order_of_the_items() {
    assert_eq!(map_workers(["c", "a", "b"], workers(2), str::to_uppercase), ["C", "A", "B"]);
    assert_eq!(map_workers([4], workers(3), |item| item * item), [16], "more workers than items");
    assert_eq!(map_workers(Vec::<u8>::new(), workers(3), |item| item), [], "no items, no results");
    let doubled: Vec<u32> = (0..1000).map(|item| 2 * item).collect();
    assert_eq!(map_workers(0..1000, workers(4), |item| 2 * item), doubled);
}

fn step_2_as_many_calls_as_workers_run_at_the_same_time() {
    let caller = thread::current().id();
    let all_there = Barrier::new(3);
    let threads = map_workers(0..3, workers(3), |_| {
        // Returns when three threads have come here.
        all_there.wait();
        thread::current().id()
    });
    assert!(!threads.contains(&caller), "a call of f ran on the thread that called map_workers");
}

fn step_3_no_more_items_are_taken_than_can_be_worked_on_soon() {
    let (taken, through, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let counted = (0..1000).inspect(|_| {
        let taken = taken.fetch_add(1, SeqCst) + 1;
        most.fetch_max(taken - through.load(SeqCst), SeqCst);
    });
    map_workers(counted, workers(2), |_| through.fetch_add(1, SeqCst));
    let most = most.into_inner();
    assert!(most <= 5, "{most} items were taken that f was not through with; for 2 workers, 5 are enough");
}

fn step_4_a_panic_is_heard() {
    for bad in [0, 99] {
        let mapped = catch_unwind(|| map_workers(0..100, workers(2), |item| assert_ne!(item, bad, "a bad item")));
        assert!(mapped.is_err(), "f panicked with item {bad}, and map_workers returned");
    }
    let mapped = catch_unwind(|| map_workers(0..100, workers(2), |item| assert!(item > 100, "they all are bad")));
    assert!(mapped.is_err(), "f panicked with every item, and map_workers returned");
}

fn workers(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).expect("more than 0")
}

/// Runs a step on a thread of its own, so that one which waits for ever can be told.
fn in_time(what: &str, step: fn()) {
    let (sender, done) = mpsc::channel();
    let thread = thread::spawn(move || {
        step();
        let _ = sender.send(());
    });
    if done.recv_timeout(LAST_RESORT) == Err(RecvTimeoutError::Timeout) {
        panic!("\n\nSomebody still {what}, and it will not come. tests/schedules.rs tells who, and why.\n");
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
Not written yet. First: `map_workers` in exercises/ex09_channel/src/lib.rs, with one worker; then with as many as are asked for.
Then again:      cargo test -p ex09
";

/// All of this takes milliseconds. Past this time, somebody must be waiting for ever.
const LAST_RESORT: Duration = Duration::from_secs(60);
