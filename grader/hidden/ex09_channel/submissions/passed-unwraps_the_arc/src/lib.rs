//! Results in a list that is shared by an Arc, and unwrapped when the scope is over.

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
    let (jobs, results) = (Arc::new(Mutex::new(jobs)), Arc::new(Mutex::new(Vec::new())));
    thread::scope(|scope| {
        for worker in 0..workers.get() {
            let (jobs, results, f) = (jobs.clone(), results.clone(), &f);
            let named = thread::Builder::new().name(format!("worker {worker}"));
            let work = move || {
                loop {
                    let Ok((index, item)) = jobs.lock().unwrap().recv() else { break };
                    let result = f(item);
                    results.lock().unwrap().push((index, result));
                }
            };
            named.spawn_scoped(scope, work).expect("the machine has a thread left");
        }
        drop(jobs);
        for job in items.into_iter().enumerate() {
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
    });
    let results = Arc::into_inner(results).expect("the workers have ended");
    let mut results = results.into_inner().unwrap();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
