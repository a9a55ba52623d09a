//! No count of what is unfinished: all is done when the queue is empty and nobody runs a job.

use std::collections::VecDeque;
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
    queue: VecDeque<Job>,
    running: usize,
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
        state.queue.push_back(Box::new(job));
        self.shared.work.notify_one();
    }

    pub fn join(&self) {
        let mut state = self.shared.state.lock().unwrap();
        while !state.queue.is_empty() || state.running > 0 {
            state = self.shared.all_done.wait(state).unwrap();
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
        while let Some(job) = self.next_job() {
            let _ = panic::catch_unwind(AssertUnwindSafe(job));
            self.finish();
        }
    }

    fn next_job(&self) -> Option<Job> {
        let mut state = self.state.lock().unwrap();
        while state.queue.is_empty() && !state.closed {
            state = self.work.wait(state).unwrap();
        }
        let job = state.queue.pop_front()?;
        // With the lock that the job was taken with, so that it is never in neither count.
        state.running += 1;
        Some(job)
    }

    fn finish(&self) {
        let mut state = self.state.lock().unwrap();
        state.running -= 1;
        if state.running == 0 && state.queue.is_empty() {
            self.all_done.notify_all();
        }
    }
}
