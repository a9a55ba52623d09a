//! Each worker is told to stop by a message of its own, which comes after all jobs.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

enum Message {
    Run(Job),
    Stop,
}

pub struct ThreadPool {
    sender: Sender<Message>,
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
            let (receiver, unfinished) = (Arc::clone(&receiver), Arc::clone(&unfinished));
            thread::spawn(move || work(&receiver, &unfinished))
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { sender, unfinished, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        *self.unfinished.count.lock().unwrap() += 1;
        self.sender.send(Message::Run(Box::new(job))).expect("the workers are there");
    }

    pub fn join(&self) {
        let count = self.unfinished.count.lock().unwrap();
        drop(self.unfinished.none.wait_while(count, |count| *count > 0).unwrap());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.sender.send(Message::Stop).expect("the workers are there");
        }
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

fn work(receiver: &Mutex<Receiver<Message>>, unfinished: &Unfinished) {
    loop {
        // In a statement of its own, at whose end the lock is given back.
        let message = receiver.lock().unwrap().recv();
        let Ok(Message::Run(job)) = message else { return };
        let _ = panic::catch_unwind(AssertUnwindSafe(job));
        let mut count = unfinished.count.lock().unwrap();
        *count -= 1;
        if *count == 0 {
            unfinished.none.notify_all();
        }
    }
}
