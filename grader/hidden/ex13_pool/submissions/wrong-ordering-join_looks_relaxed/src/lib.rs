//! join looks at a relaxed count first: that it is 0 says nothing of what the jobs did before.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    /// `None` once the pool is dropped, which ends the workers.
    sender: Option<Sender<Job>>,
    unfinished: Arc<Unfinished>,
    workers: Vec<JoinHandle<()>>,
}

/// How many jobs are not done.
#[derive(Default)]
struct Unfinished {
    count: AtomicUsize,
    lock: Mutex<()>,
    none: Condvar,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let (sender, receiver) = mpsc::channel();
        let (receiver, unfinished) = (Arc::new(Mutex::new(receiver)), Arc::new(Unfinished::default()));
        let start = |_| {
            let (receiver, unfinished) = (Arc::clone(&receiver), Arc::clone(&unfinished));
            thread::spawn(move || work(&receiver, &unfinished))
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { sender: Some(sender), unfinished, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.unfinished.count.fetch_add(1, Ordering::Relaxed);
        let sender = self.sender.as_ref().expect("the pool is there");
        sender.send(Box::new(job)).expect("the workers are there");
    }

    pub fn join(&self) {
        let is_open = || self.unfinished.count.load(Ordering::Relaxed) > 0;
        if is_open() {
            let lock = self.unfinished.lock.lock().unwrap();
            drop(self.unfinished.none.wait_while(lock, |()| is_open()).unwrap());
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

fn work(receiver: &Mutex<Receiver<Job>>, unfinished: &Unfinished) {
    loop {
        // In a statement of its own, at whose end the lock is given back.
        let job = receiver.lock().unwrap().recv();
        let Ok(job) = job else { return };
        let _ = panic::catch_unwind(AssertUnwindSafe(job));
        if unfinished.count.fetch_sub(1, Ordering::Relaxed) == 1 { //~ wrong-ordering
            // Taken and given back, so that nobody is between the look at the count and the wait.
            drop(unfinished.lock.lock().unwrap());
            unfinished.none.notify_all();
        }
    }
}
