//! Gives each worker a channel of its own and the jobs in turn, also to one that is busy while another is not.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    turn: AtomicUsize,
    ways: Vec<Sender<Job>>,
    unfinished: Arc<Unfinished>,
    workers: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Unfinished {
    count: Mutex<usize>,
    none: Condvar,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let unfinished = Arc::new(Unfinished::default());
        let (mut ways, mut workers) = (Vec::new(), Vec::new());
        for _ in 0..size.get() {
            let (way, jobs) = mpsc::channel();
            let unfinished = Arc::clone(&unfinished);
            ways.push(way);
            workers.push(thread::spawn(move || work(&jobs, &unfinished)));
        }
        ThreadPool { turn: AtomicUsize::new(0), ways, unfinished, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        *self.unfinished.count.lock().unwrap() += 1;
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.ways.len();
        self.ways[turn].send(Box::new(job)).expect("the worker is there");
    }

    pub fn join(&self) {
        let count = self.unfinished.count.lock().unwrap();
        drop(self.unfinished.none.wait_while(count, |count| *count > 0).unwrap());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.ways.clear();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

fn work(jobs: &Receiver<Job>, unfinished: &Unfinished) {
    for job in jobs {
        let _ = panic::catch_unwind(AssertUnwindSafe(job));
        let mut count = unfinished.count.lock().unwrap();
        *count -= 1;
        if *count == 0 {
            unfinished.none.notify_all();
        }
    }
}
