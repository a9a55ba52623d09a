//! A channel with room for one job: execute waits while it is full.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    /// `None` once the pool is dropped, which ends the workers.
    sender: Option<SyncSender<Job>>,
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
        let (sender, receiver) = mpsc::sync_channel(1);
        let (receiver, unfinished) = (Arc::new(Mutex::new(receiver)), Arc::new(Unfinished::default()));
        let start = |_| {
            let (receiver, unfinished) = (Arc::clone(&receiver), Arc::clone(&unfinished));
            thread::spawn(move || work(&receiver, &unfinished))
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { sender: Some(sender), unfinished, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        *self.unfinished.count.lock().unwrap() += 1;
        let sender = self.sender.as_ref().expect("the pool is there");
        sender.send(Box::new(job)).expect("the workers are there"); //~ not-parallel
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
        let mut count = unfinished.count.lock().unwrap();
        *count -= 1;
        if *count == 0 {
            unfinished.none.notify_all();
        }
    }
}
