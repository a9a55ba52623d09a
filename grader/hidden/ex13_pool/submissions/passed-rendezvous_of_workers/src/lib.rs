//! The workers wait in a line of their own: the first in it holds the receiving end, and hands it on before it runs its job.
//! Who joins holds a sender that nothing is sent on, and waits until all jobs have dropped theirs.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Option<Sender<Job>>,
    round: Arc<Mutex<Round>>,
    workers: Vec<JoinHandle<()>>,
}

/// The jobs that are not done, and who waits for them: dropping the senders is how these are told.
#[derive(Default)]
struct Round {
    unfinished: usize,
    waiting: Vec<Sender<()>>,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let (jobs, end) = mpsc::channel::<Job>();
        let (first, line) = mpsc::channel::<Receiver<Job>>();
        first.send(end).expect("the line is there");
        let line = Arc::new(Mutex::new(line));
        let round = Arc::new(Mutex::new(Round::default()));
        let mut workers = Vec::new();
        for _ in 0..size.get() {
            let (next, line, round) = (first.clone(), Arc::clone(&line), Arc::clone(&round));
            workers.push(thread::spawn(move || work(&next, &line, &round)));
        }
        ThreadPool { jobs: Some(jobs), round, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.round.lock().unwrap().unfinished += 1;
        self.jobs.as_ref().expect("the pool is there").send(Box::new(job)).expect("the workers are there");
    }

    pub fn join(&self) {
        let (sender, done) = mpsc::channel();
        let mut round = self.round.lock().unwrap();
        if round.unfinished > 0 {
            round.waiting.push(sender);
            drop(round);
            // Nothing is ever sent: this is the end of the last sender.
            let _ = done.recv();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.jobs = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

fn work(next: &Sender<Receiver<Job>>, line: &Mutex<Receiver<Receiver<Job>>>, round: &Mutex<Round>) {
    loop {
        let end = line.lock().unwrap().recv().expect("the end goes round");
        let job = end.recv();
        next.send(end).expect("the line is there");
        let Ok(job) = job else { return };
        let _ = panic::catch_unwind(AssertUnwindSafe(job));
        let mut round = round.lock().unwrap();
        round.unfinished -= 1;
        if round.unfinished == 0 {
            round.waiting.clear();
        }
    }
}
