//! Each worker has a queue of its own, and takes from the others when it is empty.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
}

struct Shared {
    queues: Vec<Mutex<VecDeque<Job>>>,
    turn: AtomicUsize,
    counts: Mutex<Counts>,
    work: Condvar,
    all_done: Condvar,
}

#[derive(Default)]
struct Counts {
    /// Jobs in the queues that no worker is on its way to.
    queued: usize,
    unfinished: usize,
    closed: bool,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let shared = Arc::new(Shared {
            queues: (0..size.get()).map(|_| Mutex::default()).collect(),
            turn: AtomicUsize::new(0),
            counts: Mutex::default(),
            work: Condvar::new(),
            all_done: Condvar::new(),
        });
        let start = |number| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.work(number))
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { shared, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let shared = &self.shared;
        let number = shared.turn.fetch_add(1, Ordering::Relaxed) % shared.queues.len();
        shared.queues[number].lock().unwrap().push_back(Box::new(job));
        let mut counts = shared.counts.lock().unwrap();
        counts.queued += 1;
        counts.unfinished += 1;
        shared.work.notify_one();
    }

    pub fn join(&self) {
        let counts = self.shared.counts.lock().unwrap();
        drop(self.shared.all_done.wait_while(counts, |counts| counts.unfinished > 0).unwrap());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.counts.lock().unwrap().closed = true;
        self.shared.work.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

impl Shared {
    fn work(&self, number: usize) {
        while self.claims_one() {
            // There is one for each who has claimed one, in one queue or another.
            let mut own_first = self.queues.iter().cycle().skip(number);
            let job = own_first.find_map(|queue| queue.lock().unwrap().pop_front());
            let _ = job.map(|job| panic::catch_unwind(AssertUnwindSafe(job)));
            self.finish();
        }
    }

    fn claims_one(&self) -> bool {
        let counts = self.counts.lock().unwrap();
        let mut counts = self.work.wait_while(counts, |counts| counts.queued == 0 && !counts.closed).unwrap();
        let is_there = counts.queued > 0;
        counts.queued -= usize::from(is_there);
        is_there
    }

    fn finish(&self) {
        let mut counts = self.counts.lock().unwrap();
        counts.unfinished -= 1;
        if counts.unfinished == 0 {
            self.all_done.notify_all();
        }
    }
}
