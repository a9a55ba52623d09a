//! join drops the sender and joins the workers: a job that is handed in afterwards finds no pool.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Mutex<Option<Sender<Job>>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let start = |_| {
            let receiver = Arc::clone(&receiver);
            thread::spawn(move || work(&receiver))
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { sender: Mutex::new(Some(sender)), workers: Mutex::new(workers) }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let sender = self.sender.lock().unwrap().clone();
        sender.expect("the pool is there").send(Box::new(job)).expect("the workers are there"); //~ panicked
    }

    pub fn join(&self) {
        self.sender.lock().unwrap().take();
        for worker in self.workers.lock().unwrap().drain(..) {
            worker.join().unwrap();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.join();
    }
}

fn work(receiver: &Mutex<Receiver<Job>>) {
    loop {
        // In a statement of its own, at whose end the lock is given back.
        let job = receiver.lock().unwrap().recv();
        let Ok(job) = job else { return };
        let _ = panic::catch_unwind(AssertUnwindSafe(job));
    }
}
