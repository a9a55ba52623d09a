//! ex13: a thread pool, under every order in which its threads can take turns. A step that fails shows the order in which
//! it does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex13 --test schedules`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic;
use std::sync::Arc;

use controlled::ThreadPool;
use weave::sync::Barrier;
use weave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use weave::thread;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex13_pool_under_every_schedule() {
    explore(step_1_a_job_runs_on_a_worker_and_drop_waits_for_it);
    explore(step_2_one_worker_runs_one_job_at_a_time);
    explore(step_3_two_workers_run_two_jobs_at_the_same_time);
    explore(step_4_execute_does_not_wait_for_a_worker);
    explore(step_5_join_waits_until_the_job_is_done);
    explore(step_6_all_who_wait_in_join_return);
    explore(step_7_a_panic_takes_no_worker_with_it);
    explore(step_8_a_job_hands_in_a_job);
}

fn step_1_a_job_runs_on_a_worker_and_drop_waits_for_it() {
    let (pool, done, caller) = (pool(1), count(), thread::current().id());
    let job = adds_one(&done);
    pool.execute(move || {
        if thread::current().id() != caller {
            job();
        }
    });
    drop(pool);
    assert_eq!(done.load(Relaxed), 1, "the pool was dropped, and so many times the job had been run on another thread");
}

fn step_2_one_worker_runs_one_job_at_a_time() {
    let (pool, running, overlaps) = (pool(1), count(), count());
    for _ in 0..2 {
        let (running, overlaps) = (running.clone(), overlaps.clone());
        pool.execute(move || {
            overlaps.fetch_add(running.fetch_add(1, Relaxed), Relaxed);
            running.fetch_sub(1, Relaxed);
        });
    }
    drop(pool);
    assert_eq!(overlaps.load(Relaxed), 0, "a second job began while the first one ran, in a pool of 1");
}

fn step_3_two_workers_run_two_jobs_at_the_same_time() {
    let (pool, gate) = (pool(2), Arc::new(Barrier::new(2)));
    for _ in 0..2 {
        let gate = gate.clone();
        pool.execute(move || {
            gate.wait();
        });
    }
}

fn step_4_execute_does_not_wait_for_a_worker() {
    let (pool, gate) = (pool(1), Arc::new(Barrier::new(2)));
    let within = gate.clone();
    pool.execute(move || {
        within.wait();
    });
    pool.execute(|| {});
    gate.wait();
}

fn step_5_join_waits_until_the_job_is_done() {
    let (pool, done) = (pool(1), count());
    for jobs in [1, 2] {
        pool.execute(adds_one(&done));
        pool.join();
        assert_eq!(done.load(Relaxed), jobs, "so many jobs were done when join returned for the {jobs}. time");
    }
}

fn step_6_all_who_wait_in_join_return() {
    let pool = pool(1);
    pool.execute(|| {});
    thread::scope(|scope| {
        scope.spawn(|| pool.join());
        pool.join();
    });
}

fn step_7_a_panic_takes_no_worker_with_it() {
    let (pool, done) = (pool(1), count());
    pool.execute(|| panic!("the job panics"));
    pool.execute(adds_one(&done));
    pool.join();
    assert_eq!(done.load(Relaxed), 1, "so many times the job after the panic was run");
}

fn step_8_a_job_hands_in_a_job() {
    let (pool, done) = (Arc::new(pool(1)), count());
    let (within, job) = (pool.clone(), adds_one(&done));
    pool.execute(move || within.execute(job));
    pool.join();
    assert_eq!(done.load(Relaxed), 1, "so many times the job of the job had been run when join returned");
}

fn count() -> Arc<AtomicUsize> {
    Arc::new(AtomicUsize::new(0))
}

fn adds_one(done: &Arc<AtomicUsize>) -> impl FnOnce() + Send + 'static {
    let done = done.clone();
    move || {
        done.fetch_add(1, Relaxed);
    }
}

fn pool(size: usize) -> ThreadPool {
    ThreadPool::new(NonZeroUsize::new(size).expect("more than 0"))
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
Not written yet. First: `ThreadPool` in exercises/ex13_pool/src/lib.rs, its fields, `new`, `execute` and `drop`; then `join`.
Then again:      cargo test -p ex13
";
