//! One more thread hands out; the caller keeps what comes too early until it is its turn, and results have a bounded channel, too.

use std::collections::BTreeMap;
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
    let (to_caller, results) = mpsc::sync_channel(workers.get());
    let items = items.into_iter();
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, to_caller, f) = (jobs.clone(), to_caller.clone(), &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((index, item)) = job else { break };
                    to_caller.send((index, f(item))).unwrap();
                }
            });
        }
        drop((jobs, to_caller));
        scope.spawn(move || items.enumerate().try_for_each(|job| to_workers.send(job)).is_ok());
        let (mut early, mut in_order) = (BTreeMap::new(), Vec::new());
        for (index, result) in results {
            early.insert(index, result);
            while let Some(result) = early.remove(&in_order.len()) {
                in_order.push(result);
            }
        }
        in_order
    })
}
