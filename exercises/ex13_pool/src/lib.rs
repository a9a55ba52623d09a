//! # ex13: a thread pool
//!
//! A thread costs time to start and memory to keep, and ten thousand of them at once are more than a machine is good for. A
//! pool starts a few, once, and each of them runs one job after another:
//!
//! ```text
//!                                        ┌──►  worker: runs a job, comes back for the next
//!   execute ───►  [ job │ job │ job ] ───┤
//!                                        └──►  worker: the same
//! ```
//!
//! Write [`new`](ThreadPool::new), [`execute`](ThreadPool::execute) and what happens when a pool is dropped; then
//! [`join`](ThreadPool::join). How the jobs get to the workers is up to you: a queue behind a [`std::sync::Mutex`] with a
//! [`std::sync::Condvar`], or a channel of [`std::sync::mpsc`]. Three things to know about it:
//!
//! - A job is a closure of a type that only its author knows. In a [`Box`] as `dyn FnOnce() + Send`, all of them are of one
//!   type, which a queue can hold.
//! - Whoever takes a job out of the queue has to let go of the queue before the job runs. In
//!   `while let Ok(job) = receiver.lock().unwrap().recv()` the lock is held for as long as the loop's body runs.
//! - A panic ends its thread unless somebody stops it: that is what [`std::panic::catch_unwind`] is for. It wants to be told
//!   by [`std::panic::AssertUnwindSafe`] that nobody minds what the job may have left half done.
//!
//! Try it with `cargo test -p ex13`. `tests/schedules.rs` runs your pool under every order in which its threads can take
//! turns, and shows you the order in which it goes wrong; `tests/visible.rs` runs it on real threads. The grader does both,
//! with more threads and more jobs.

use std::num::NonZeroUsize;

/// A few threads, the workers, which run the jobs that any number of threads hand in through a shared reference.
///
/// - A pool of size `n` starts at most `n` threads in all its life: in `new`, or when they are needed first. Every job runs
///   on one of them, never on a thread that calls `execute` or `join` or drops the pool.
/// - `n` jobs run at the same time. A job has to wait only while `n` others run, and never for one worker in particular:
///   jobs that run side by side may wait for each other.
/// - Jobs are begun in the order in which they were handed in.
/// - A job that panics ends itself and nothing else: its worker goes on to the next job, and no function of the pool panics
///   for it. What it panicked with, a text or anything else, is dropped; the usual message on standard error is all that is
///   heard of it.
/// - Jobs may hand in further jobs, through an [`std::sync::Arc`] of the pool, say. (A job that calls `join`, or that owns
///   the pool in the end and drops it, would wait for itself; what happens then is not asked.)
/// - Who waits, a worker for a job or somebody else for the workers, sleeps until there is news. It does not ask again and
///   again, neither as fast as it can nor at intervals.
pub struct ThreadPool {
    // Your fields.
}

impl ThreadPool {
    /// A pool of `size` workers, and no job yet.
    ///
    /// # Panics
    /// If the system refuses to start a thread.
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        todo!("make a pool of {size} workers")
    }

    /// Hands in `job`, which a worker runs once, as soon as one is free for it.
    ///
    /// Does not wait for any job to end, however many are queued and running: it puts the job into the queue, and returns.
    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let _ = job;
        todo!("hand the job to a worker")
    }

    /// Waits until every job is done that was handed in before the call, and every job that these handed in, and so on.
    ///
    /// - A job is done when it has returned or panicked, and all that it captured is dropped.
    /// - With nothing to wait for it returns at once, before the first job as well.
    /// - Any number of threads may wait at the same time; all of them return. The pool stays as it is: `execute` and `join` can
    ///   be called again.
    /// - Whether it waits for jobs that others hand in meanwhile is up to you.
    pub fn join(&self) {
        todo!("wait until all jobs are done")
    }
}

/// Runs all jobs that were handed in to their end, those in the queue too, then ends the workers and joins them: when a pool
/// has been dropped, none of its threads is left.
impl Drop for ThreadPool {
    fn drop(&mut self) {
        // Yours as well: let the workers finish the queue, then join them.
    }
}
