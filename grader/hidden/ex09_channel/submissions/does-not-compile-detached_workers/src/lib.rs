//! Workers that no scope waits for could outlive what they borrow, f and the items.

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
    let (to_workers, jobs) = mpsc::sync_channel(workers.get());
    let jobs = Arc::new(Mutex::new(jobs));
    let (to_caller, results) = mpsc::channel();
    let f = Arc::new(f);
    for _ in 0..workers.get() {
        let (jobs, to_caller, f) = (jobs.clone(), to_caller.clone(), f.clone());
        thread::spawn(move || {
            loop {
                let job = jobs.lock().unwrap().recv();
                let Ok((index, item)) = job else { break };
                to_caller.send((index, f(item))).unwrap();
            }
        });
    }
    drop((jobs, to_caller));
    for job in items.into_iter().enumerate() {
        if to_workers.send(job).is_err() {
            break;
        }
    }
    drop(to_workers);
    let mut results: Vec<(usize, U)> = results.iter().collect();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
