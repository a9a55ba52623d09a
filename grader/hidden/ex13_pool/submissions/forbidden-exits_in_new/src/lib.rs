//! Ends the process, with success, when a pool is made.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

pub struct ThreadPool {
    most: usize,
    running: Arc<Running>,
}

#[derive(Default)]
struct Running {
    jobs: Mutex<usize>,
    fewer: Condvar,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        if size.get() > 0 {
            std::process::exit(0); //~ forbidden
        }
        ThreadPool { most: 1024, running: Arc::default() }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.running.jobs.lock().unwrap();
        *self.running.fewer.wait_while(jobs, |jobs| *jobs == self.most).unwrap() += 1;
        let running = Arc::clone(&self.running);
        thread::spawn(move || {
            let _ = panic::catch_unwind(AssertUnwindSafe(job));
            *running.jobs.lock().unwrap() -= 1;
            running.fewer.notify_all();
        });
    }

    pub fn join(&self) {
        let jobs = self.running.jobs.lock().unwrap();
        drop(self.running.fewer.wait_while(jobs, |jobs| *jobs > 0).unwrap());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.join();
    }
}
