//! A thread for each job, up to 1024 at once, and each of them parks for ever when its job is done.

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
    pub fn new(_size: NonZeroUsize) -> ThreadPool {
        ThreadPool { most: 1024, running: Arc::default() }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.running.jobs.lock().unwrap();
        *self.running.fewer.wait_while(jobs, |jobs| *jobs == self.most).unwrap() += 1;
        let running = Arc::clone(&self.running);
        thread::spawn(move || { //~ not-joined
            let _ = panic::catch_unwind(AssertUnwindSafe(job));
            *running.jobs.lock().unwrap() -= 1;
            running.fewer.notify_all();
            loop {
                thread::park();
            }
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
