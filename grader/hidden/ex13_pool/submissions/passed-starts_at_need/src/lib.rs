//! Starts a thread when a job comes, none is idle, and there may be one more.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    size: usize,
    shared: Arc<Shared>,
    workers: Mutex<Vec<JoinHandle<()>>>,
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
    idle: usize,
    unfinished: usize,
    closed: bool,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        ThreadPool { size: size.get(), shared: Arc::default(), workers: Mutex::default() }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.state.lock().unwrap();
        state.queue.push_back(Box::new(job));
        state.unfinished += 1;
        let enough = state.idle >= state.queue.len();
        self.shared.work.notify_one();
        drop(state);
        if !enough {
            self.start_one_more();
        }
    }

    fn start_one_more(&self) {
        let mut workers = self.workers.lock().unwrap();
        if workers.len() < self.size {
            let shared = Arc::clone(&self.shared);
            workers.push(thread::spawn(move || shared.work()));
        }
    }

    pub fn join(&self) {
        let mut state = self.shared.state.lock().unwrap();
        while state.unfinished > 0 {
            state = self.shared.all_done.wait(state).unwrap();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap().closed = true;
        self.shared.work.notify_all();
        for worker in self.workers.get_mut().unwrap().drain(..) {
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
            state.idle += 1;
            state = self.work.wait(state).unwrap();
            state.idle -= 1;
        }
        state.queue.pop_front()
    }

    fn finish(&self) {
        let mut state = self.state.lock().unwrap();
        state.unfinished -= 1;
        if state.unfinished == 0 {
            self.all_done.notify_all();
        }
    }
}
