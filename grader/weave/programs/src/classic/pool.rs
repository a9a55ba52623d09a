//! A pool of three workers that sleep on the job, timed by an exact clock.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("pool_works_under_the_lock", pool_works_under_the_lock, Expect::Panics).ideal(),
    Program::wrong("pool_joins_before_hanging_up", pool_joins_before_hanging_up, Expect::Deadlock).ideal(),
    Program::exactly("pool_works_side_by_side", pool_works_side_by_side, &["in time"]).ideal(),
];

type Job = Box<dyn FnOnce() + Send>;
type Jobs = Mutex<Receiver<Job>>;

struct Pool {
    jobs: Sender<Job>,
    workers: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(work: fn(&Jobs)) -> Self {
        let (sender, receiver) = channel();
        let jobs = Arc::new(Jobs::new(receiver));
        let workers = (1..=3)
            .map(|number| {
                let jobs = Arc::clone(&jobs);
                thread::Builder::new().name(format!("worker-{number}")).spawn(move || work(&jobs)).unwrap()
            })
            .collect();
        Self { jobs: sender, workers }
    }

    fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Box::new(job)).unwrap();
    }
}

/// Takes a job and gives the lock back before it begins.
fn take_then_work(jobs: &Jobs) {
    loop {
        let job = jobs.lock().unwrap().recv();
        match job {
            Ok(job) => job(),
            Err(_) => break,
        }
    }
}

/// Takes a job and works; the guard in the head of a `while let` lives until the end of its body.
fn take_and_work(jobs: &Jobs) {
    while let Ok(job) = jobs.lock().unwrap().recv() {
        job();
    }
}

fn hang_up_then_join(pool: Pool) {
    drop(pool.jobs);
    for worker in pool.workers {
        worker.join().unwrap();
    }
}

fn join_then_hang_up(pool: Pool) {
    for worker in pool.workers {
        worker.join().unwrap();
    }
    drop(pool.jobs);
}

/// Three workers sleep one second each, and are to be done together.
/// Each works while it holds the lock on the jobs: one after the other, in every schedule.
fn pool_works_under_the_lock() -> String {
    work_off(take_and_work, hang_up_then_join)
}

/// Three workers sleep one second each, and are to be done together.
/// The pool waits for its workers, which wait for the pool to hang up, in every schedule.
fn pool_joins_before_hanging_up() -> String {
    work_off(take_then_work, join_then_hang_up)
}

/// Three workers sleep one second each, and are to be done together.
/// Right: the lock is given back before the work begins, and the sender is dropped before the joins.
fn pool_works_side_by_side() -> String {
    work_off(take_then_work, hang_up_then_join)
}

fn work_off(work: fn(&Jobs), close: fn(Pool)) -> String {
    let start = Instant::now();
    let pool = Pool::new(work);
    for _ in 0..3 {
        pool.execute(|| thread::sleep(Duration::from_secs(1)));
    }
    close(pool);
    let elapsed = start.elapsed();
    assert!(elapsed < Duration::from_millis(2500), "the jobs were done one after the other: {elapsed:?}");
    "in time".to_owned()
}
