//! Puts the results of the first worker before those of the second, and so on.

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
    thread::scope(|scope| {
        let work = || {
            let (jobs, f) = (jobs.clone(), &f);
            scope.spawn(move || {
                let mut results = Vec::new();
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok(item) = job else { return results };
                    results.push(f(item));
                }
            })
        };
        let handles: Vec<_> = (0..workers.get()).map(|_| work()).collect();
        drop(jobs);
        for item in items {
            if to_workers.send(item).is_err() {
                break;
            }
        }
        drop(to_workers);
        handles.into_iter().flat_map(|handle| handle.join().expect("f does not panic")).collect()
    })
}
