//! ex13: a thread pool, on real threads. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex13`.

use std::any::Any;
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::Duration;

use ex13::ThreadPool;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex13_pool() {
    in_time("execute, or in drop", step_1_a_job_runs_on_another_thread);
    in_time("execute, or in drop", step_2_as_many_jobs_run_at_once_as_there_are_workers);
    in_time("drop", step_3_dropping_a_pool_finishes_the_queue);
    in_time("join", step_4_join_waits_for_all_jobs_and_the_pool_goes_on);
    in_time("join", step_5_a_panic_takes_no_worker_with_it);
    in_time("join", step_6_many_threads_share_a_pool_and_jobs_hand_in_jobs);
}

fn step_1_a_job_runs_on_another_thread() {
    let pool = pool(1);
    let (sender, receiver) = mpsc::channel();
    pool.execute(move || sender.send(thread::current().id()).expect("the test waits for it"));
    let id = receiver.recv().expect("the job was dropped, and never run");
    assert_ne!(id, thread::current().id(), "the job ran on the thread that called execute");
}

fn step_2_as_many_jobs_run_at_once_as_there_are_workers() {
    let (pool, gate) = (pool(3), Arc::new(Barrier::new(4)));
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let threads = Arc::new(Mutex::new(HashSet::new()));
    for job in 0..30 {
        let (gate, running, most, threads) = (gate.clone(), running.clone(), most.clone(), threads.clone());
        pool.execute(move || {
            most.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
            threads.lock().expect("nobody panics here").insert(thread::current().id());
            if job < 3 {
                gate.wait();
            }
            running.fetch_sub(1, SeqCst);
        });
    }
    gate.wait();
    drop(pool);
    assert_eq!(most.load(SeqCst), 3, "so many jobs ran at once, in a pool of 3");
    assert_eq!(threads.lock().expect("nobody panics here").len(), 3, "so many threads ran the jobs of a pool of 3");
}

fn step_3_dropping_a_pool_finishes_the_queue() {
    let (pool, done) = (pool(1), Arc::new(AtomicUsize::new(0)));
    for _ in 0..3 {
        let done = done.clone();
        pool.execute(move || {
            // This much work is in it.
            thread::sleep(Duration::from_millis(5));
            done.fetch_add(1, SeqCst);
        });
    }
    drop(pool);
    assert_eq!(done.load(SeqCst), 3, "so many of 3 jobs were done when the pool had been dropped");
    assert_eq!(Arc::strong_count(&done), 1, "a job is still somewhere, with what it captured");
}

fn step_4_join_waits_for_all_jobs_and_the_pool_goes_on() {
    let (pool, done) = (pool(2), Arc::new(AtomicUsize::new(0)));
    pool.join();
    for round in 1..=3 {
        for _ in 0..10 {
            pool.execute(adds_one(&done));
        }
        pool.join();
        assert_eq!(done.load(SeqCst), 10 * round, "jobs done after round {round}, of 10 in each");
    }
}

fn step_5_a_panic_takes_no_worker_with_it() {
    let (pool, done) = (pool(2), Arc::new(AtomicUsize::new(0)));
    for _ in 0..10 {
        // A panic like any other, but without a message on your screen.
        pool.execute(|| panic::resume_unwind(Box::new("the job panics")));
        pool.execute(adds_one(&done));
    }
    pool.join();
    assert_eq!(done.load(SeqCst), 10, "jobs done, of 10 that do not panic");
}

fn step_6_many_threads_share_a_pool_and_jobs_hand_in_jobs() {
    let (pool, done) = (Arc::new(pool(2)), Arc::new(AtomicUsize::new(0)));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let (within, job) = (pool.clone(), adds_one(&done));
                    pool.execute(move || within.execute(job));
                }
                pool.join();
            });
        }
    });
    pool.join();
    assert_eq!(done.load(SeqCst), 30, "jobs done, of 30 that were handed in by jobs");
}

fn adds_one(done: &Arc<AtomicUsize>) -> impl FnOnce() + Send + 'static {
    let done = done.clone();
    move || {
        done.fetch_add(1, SeqCst);
    }
}

fn pool(size: usize) -> ThreadPool {
    ThreadPool::new(NonZeroUsize::new(size).expect("more than 0"))
}

/// Runs a step on a thread of its own, so that one which waits for ever can be told.
fn in_time(who: &str, step: fn()) {
    let (sender, done) = mpsc::channel();
    let thread = thread::spawn(move || {
        step();
        let _ = sender.send(());
    });
    if done.recv_timeout(LAST_RESORT) == Err(RecvTimeoutError::Timeout) {
        panic!("\n\nSomebody still waits in {who}, and should not. tests/schedules.rs tells who, and why.\n");
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
Not written yet. First: `ThreadPool` in exercises/ex13_pool/src/lib.rs, its fields, `new`, `execute` and `drop`; then `join`.
Then again:      cargo test -p ex13
";

/// All of this takes milliseconds. Past this time, somebody must be waiting for ever.
const LAST_RESORT: Duration = Duration::from_secs(60);
