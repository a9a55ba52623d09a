//! Starts the workers, which receive nothing, and calls f on the caller's thread.

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
    let (to_workers, jobs) = mpsc::sync_channel::<T>(workers.get());
    let jobs = Arc::new(Mutex::new(jobs));
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let jobs = jobs.clone();
            scope.spawn(move || while let Ok(_item) = jobs.lock().unwrap().recv() {});
        }
        let results = items.into_iter().map(&f).collect();
        drop(to_workers);
        results
    })
}
