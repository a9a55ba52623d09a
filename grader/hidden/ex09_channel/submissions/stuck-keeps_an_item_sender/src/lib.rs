//! The sender of items lives until the scope is over, which waits for workers that wait for items.

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
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, results, f) = (jobs.clone(), &results, &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv(); //~ stuck
                    let Ok((index, item)) = job else { break };
                    let result = f(item);
                    results.lock().unwrap().push((index, result));
                }
            });
        }
        drop(jobs);
        for job in items.into_iter().enumerate() {
            if to_workers.send(job).is_err() {
                break;
            }
        }
    });
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
