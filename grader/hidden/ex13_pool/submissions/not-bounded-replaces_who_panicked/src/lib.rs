//! A worker whose job panicked ends, and a new thread takes its place.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    workers: Mutex<Vec<JoinHandle<()>>>,
    state: Mutex<State>,
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
        let shared = Arc::new(Shared::default());
        (0..size.get()).for_each(|_| Shared::start(&shared));
        ThreadPool { shared }
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
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap().closed = true;
        self.shared.work.notify_all();
        loop {
            let worker = self.shared.workers.lock().unwrap().pop();
            let Some(worker) = worker else { return };
            let _ = worker.join();
        }
    }
}

impl Shared {
    fn start(shared: &Arc<Shared>) {
        let worker = Arc::clone(shared);
        let thread = thread::spawn(move || Shared::work(&worker));
        shared.workers.lock().unwrap().push(thread);
    }

    fn work(shared: &Arc<Shared>) {
        while let Some(job) = shared.next_job() {
            if let Err(panic) = panic::catch_unwind(AssertUnwindSafe(job)) {
                Shared::start(shared);
                shared.finish();
                panic::resume_unwind(panic);
            }
            shared.finish();
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
