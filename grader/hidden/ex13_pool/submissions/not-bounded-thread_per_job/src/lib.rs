//! Starts a thread for each job.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

pub struct ThreadPool {
    unfinished: Arc<Unfinished>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// How many jobs are not done.
#[derive(Default)]
struct Unfinished {
    count: Mutex<usize>,
    none: Condvar,
}

impl ThreadPool {
    pub fn new(_size: NonZeroUsize) -> ThreadPool {
        ThreadPool { unfinished: Arc::default(), threads: Mutex::default() }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        *self.unfinished.count.lock().unwrap() += 1;
        let unfinished = Arc::clone(&self.unfinished);
        let thread = thread::spawn(move || work(job, &unfinished));
        self.threads.lock().unwrap().push(thread);
    }

    pub fn join(&self) {
        let count = self.unfinished.count.lock().unwrap();
        drop(self.unfinished.none.wait_while(count, |count| *count > 0).unwrap());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for thread in self.threads.get_mut().unwrap().drain(..) {
            thread.join().unwrap();
        }
    }
}

fn work(job: impl FnOnce(), unfinished: &Unfinished) {
    let _ = panic::catch_unwind(AssertUnwindSafe(job));
    let mut count = unfinished.count.lock().unwrap();
    *count -= 1;
    if *count == 0 {
        unfinished.none.notify_all();
    }
}
