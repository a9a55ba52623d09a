//! Counts jobs with a load and a store: two threads that hand in jobs at the same time count one.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
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
    handed_in: AtomicUsize,
    work: Condvar,
    all_done: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Job>,
    done: usize,
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
        let handed_in = self.shared.handed_in.load(SeqCst);
        self.shared.handed_in.store(handed_in + 1, SeqCst); //~ race
        let mut state = self.shared.state.lock().unwrap();
        state.queue.push_back(Box::new(job));
        self.shared.work.notify_one();
    }

    pub fn join(&self) {
        let mut state = self.shared.state.lock().unwrap();
        while state.done < self.shared.handed_in.load(SeqCst) {
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
        state.queue.pop_front()
    }

    fn finish(&self) {
        let mut state = self.state.lock().unwrap();
        state.done += 1;
        self.all_done.notify_all();
    }
}
