//! Each worker keeps a tally, which is locked while its job runs: a panic poisons it, and join unwraps that.

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
    tallies: Vec<Mutex<usize>>,
    work: Condvar,
    all_done: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Job>,
    unfinished: usize,
    closed: bool,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let tallies = (0..size.get()).map(|_| Mutex::default()).collect();
        let shared = Arc::new(Shared { tallies, ..Shared::default() });
        let start = |number| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.work(number))
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { shared, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.shared.state.lock().unwrap();
        state.queue.push_back(Box::new(job));
        state.unfinished += 1;
        self.shared.work.notify_one();
    }

    pub fn join(&self) {
        let mut state = self.shared.state.lock().unwrap();
        while state.unfinished > 0 {
            state = self.shared.all_done.wait(state).unwrap();
        }
        drop(state);
        let jobs: usize = self.shared.tallies.iter().map(|tally| *tally.lock().unwrap()).sum();
        eprintln!("{jobs} jobs so far");
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
    fn work(&self, number: usize) {
        while let Some(job) = self.next_job() {
            let run = || {
                let mut tally = self.tallies[number].lock().unwrap();
                job();
                *tally += 1;
            };
            let _ = panic::catch_unwind(AssertUnwindSafe(run));
            self.finish();
        }
    }

    fn next_job(&self) -> Option<Job> {
        let mut state = self.state.lock().unwrap();
        while state.queue.is_empty() && !state.closed {
            state = self.work.wait(state).unwrap();
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
