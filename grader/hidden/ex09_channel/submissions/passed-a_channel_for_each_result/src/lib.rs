//! A receiver an item, in the order of the items: the results are in order because their receivers are.

use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn map_workers<T, U>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    workers: NonZeroUsize,
    f: impl Fn(T) -> U + Sync,
) -> Vec<U>
where
    T: Send,
    U: Send,
{
    let (to_workers, jobs) = mpsc::sync_channel::<(T, mpsc::Sender<U>)>(workers.get());
    let jobs = Arc::new(Mutex::new(jobs));
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, f) = (jobs.clone(), &f);
            scope.spawn(move || {
                loop {
                    let Ok((item, answer)) = jobs.lock().unwrap().recv() else { break };
                    // Nobody listens any more if another call has panicked.
                    let _ = answer.send(f(item));
                }
            });
        }
        drop(jobs);
        let mut answers = Vec::new();
        for item in items {
            let (answer, answered) = mpsc::channel();
            answers.push(answered);
            if to_workers.send((item, answer)).is_err() {
                break;
            }
        }
        drop(to_workers);
        answers.iter().map(|answered| answered.recv().expect("a call of f panicked")).collect()
    })
}
