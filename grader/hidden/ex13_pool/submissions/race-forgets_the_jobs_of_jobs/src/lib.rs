//! join waits for the jobs that were handed in before it was called, and for none that these hand in.

use std::collections::{BTreeSet, VecDeque};
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    work: Condvar,
    all_done: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<(u64, Job)>,
    handed_in: u64,
    unfinished: BTreeSet<u64>,
    closed: bool,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let shared = Arc::new(Shared::default());
        let start = |_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.work())
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { shared, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.state.lock().unwrap();
        state.handed_in += 1;
        let number = state.handed_in;
        state.queue.push_back((number, Box::new(job)));
        state.unfinished.insert(number);
        self.shared.work.notify_one();
    }

    pub fn join(&self) {
        let mut state = self.shared.state.lock().unwrap();
        let last = state.handed_in;
        while state.unfinished.first().is_some_and(|number| *number <= last) {
            state = self.shared.all_done.wait(state).unwrap(); //~ race
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap().closed = true;
        self.shared.work.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

impl Shared {
    fn work(&self) {
        while let Some((number, job)) = self.next_job() {
            let _ = panic::catch_unwind(AssertUnwindSafe(job));
            self.finish(number);
        }
    }

    fn next_job(&self) -> Option<(u64, Job)> {
        let mut state = self.state.lock().unwrap();
        while state.queue.is_empty() && !state.closed {
            state = self.work.wait(state).unwrap();
        }
        state.queue.pop_front()
    }

    fn finish(&self, number: u64) {
        self.state.lock().unwrap().unfinished.remove(&number);
        self.all_done.notify_all();
    }
}
