//! A job that panics ends its worker; when the last one has gone, so has the receiver, and execute panics.

use std::num::NonZeroUsize;
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
    count: Mutex<usize>,
    none: Condvar,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let (sender, receiver) = mpsc::channel();
        let (receiver, unfinished) = (Arc::new(Mutex::new(receiver)), Arc::new(Unfinished::default()));
        let start = |_| {
            let receiver = Arc::clone(&receiver);
            thread::spawn(move || work(receiver))
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { sender: Some(sender), unfinished, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        *self.unfinished.count.lock().unwrap() += 1;
        let guard = CountOff(Arc::clone(&self.unfinished));
        let job = move || {
            let _guard = guard;
            job();
        };
        let sender = self.sender.as_ref().expect("the pool is there");
        sender.send(Box::new(job)).expect("the workers are there"); //~ panicked
    }

    pub fn join(&self) {
        let count = self.unfinished.count.lock().unwrap();
        drop(self.unfinished.none.wait_while(count, |count| *count > 0).unwrap());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

fn work(receiver: Arc<Mutex<Receiver<Job>>>) {
    loop {
        // In a statement of its own, at whose end the lock is given back.
        let job = receiver.lock().unwrap().recv();
        let Ok(job) = job else { return };
        job();
    }
}

/// Counts a job off when it goes, also while a panic unwinds.
struct CountOff(Arc<Unfinished>);

impl Drop for CountOff {
    fn drop(&mut self) {
        let mut count = self.0.count.lock().unwrap();
        *count -= 1;
        if *count == 0 {
            self.0.none.notify_all();
        }
    }
}
