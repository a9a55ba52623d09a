//! Each worker has a channel of its own, on which it is given one job at a time: a job goes to an idle worker, or into the
//! queue if there is none.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    desk: Arc<Desk>,
    workers: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    all_idle: Condvar,
}

#[derive(Default)]
struct State {
    /// The way to each worker, by its number; none once the pool is dropped.
    ways: Vec<Sender<Job>>,
    idle: Vec<usize>,
    /// Jobs for which nobody was idle.
    queue: VecDeque<Job>,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let desk = Arc::new(Desk::default());
        let mut workers = Vec::new();
        for number in 0..size.get() {
            let (way, jobs) = mpsc::channel();
            let mut state = desk.state.lock().unwrap();
            state.ways.push(way);
            state.idle.push(number);
            let desk = Arc::clone(&desk);
            workers.push(thread::spawn(move || desk.serve(number, &jobs)));
        }
        ThreadPool { desk, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut state = self.desk.state.lock().unwrap();
        match state.idle.pop() {
            Some(number) => state.ways[number].send(Box::new(job)).expect("the worker is there"),
            None => state.queue.push_back(Box::new(job)),
        }
    }

    pub fn join(&self) {
        let state = self.desk.state.lock().unwrap();
        let size = state.ways.len();
        drop(self.desk.all_idle.wait_while(state, |state| state.idle.len() < size).unwrap());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        // An idle worker has nothing to do any more once its way is gone, and nobody is busy: see join.
        self.join();
        self.desk.state.lock().unwrap().ways.clear();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

impl Desk {
    fn serve(&self, number: usize, jobs: &Receiver<Job>) {
        for job in jobs {
            let _ = panic::catch_unwind(AssertUnwindSafe(job));
            while let Some(job) = self.next_or_idle(number) {
                let _ = panic::catch_unwind(AssertUnwindSafe(job));
            }
        }
    }

    fn next_or_idle(&self, number: usize) -> Option<Job> {
        let mut state = self.state.lock().unwrap();
        let job = state.queue.pop_front();
        if job.is_none() {
            state.idle.push(number);
            self.all_idle.notify_all();
        }
        job
    }
}
